using FichierClient.Application.Common;
using FichierClient.Application.Entreprises;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Entreprises;

public sealed class BulkEntreprisesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Assigning_many_is_undone_with_what_it_gave_back()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var mine = await database.AddEntrepriseAsync(organisation, "Durand", Role.Commercial);
        var nobodys = await database.AddEntrepriseAsync(organisation, "Martin");
        ValeurEntreprise<Guid?>[] wanted = [new(mine, organisation.Membres[Role.Responsable]), new(nobodys, organisation.Membres[Role.Responsable])];

        var before = await database.Get<AssignEntreprises>().Do(organisation.Acteur(), wanted);
        await database.Get<AssignEntreprises>().Do(organisation.Acteur(), before);

        var again = await database.Get<AssignEntreprises>().Do(organisation.Acteur(), wanted);
        Assert.Equal(before.OrderBy(v => v.EntrepriseId), again.OrderBy(v => v.EntrepriseId));
        Assert.Contains(before, v => v == new ValeurEntreprise<Guid?>(mine, organisation.Membres[Role.Commercial]));
    }

    [Fact]
    public async Task Who_gave_its_own_away_takes_that_back_and_nothing_else()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        await database.LimitAsync(organisation, Role.Commercial, Portee.Siennes);
        var assign = database.Get<AssignEntreprises>();
        var (rep, colleague) = (organisation.Acteur(Role.Commercial), organisation.Membres[Role.Responsable]);
        var given = await database.AddEntrepriseAsync(organisation, "Donnée", Role.Commercial);
        var moved = await database.AddEntrepriseAsync(organisation, "Redonnée", Role.Commercial);
        var late = await database.AddEntrepriseAsync(organisation, "Tard", Role.Commercial);
        var theirs = await database.AddEntrepriseAsync(organisation, "La leur", Role.Responsable);

        var before = await assign.Do(rep, [new(given, colleague), new(moved, colleague), new(late, colleague)]);
        database.Clock.Advance(TimeSpan.FromSeconds(10));
        await assign.Do(organisation.Acteur(), [new(moved, organisation.Membres[Role.Administrateur])]);
        var toAnother = await assign.Do(rep, [new(given, organisation.Membres[Role.Dpo])]);
        var back = await assign.Do(rep, [.. before.Where(v => v.EntrepriseId != late), new(theirs, rep.MembreId)]);
        database.Clock.Advance(TimeSpan.FromHours(1));
        var tooLate = await assign.Do(rep, [.. before.Where(v => v.EntrepriseId == late)]);

        Assert.Equal(3, before.Count);
        Assert.Empty(toAnother);
        Assert.Equal(new ValeurEntreprise<Guid?>(given, colleague), Assert.Single(back));
        Assert.Empty(tooLate);
    }

    [Fact]
    public async Task A_canal_and_a_statut_count_only_what_they_change_are_written_to_the_history_and_taken_back()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var salon = await AddCanalAsync(database, organisation);
        var first = await database.AddEntrepriseAsync(organisation, "Durand");
        var second = await database.AddEntrepriseAsync(organisation, "Martin");
        var change = database.Get<ChangeCanalEntreprises>();
        var fix = database.Get<FixStatutEntreprises>();

        await change.Do(organisation.Acteur(), [new(first, salon)]);
        var changed = await change.Do(organisation.Acteur(), [new(first, salon), new(second, salon)]);
        var @fixed = await fix.Do(organisation.Acteur(), [new(first, StatutEntreprise.AncienClient), new(second, StatutEntreprise.AncienClient)]);
        Assert.Equal(StatutEntreprise.AncienClient, (await SheetAsync(database, organisation, second)).Statut);
        await change.Do(organisation.Acteur(), changed);
        await fix.Do(organisation.Acteur(), @fixed);

        Assert.Equal(new ValeurEntreprise<Guid?>(second, null), Assert.Single(changed));
        Assert.Equal(2, @fixed.Count);
        Assert.Equal(StatutEntreprise.Prospect, (await SheetAsync(database, organisation, second)).Statut);
        Assert.Equal(
            [
                ("+", null, null),
                ("CanalId", null, salon.ToString()), ("StatutManuel", null, "AncienClient"), ("CanalId", salon.ToString(), null), ("StatutManuel", "AncienClient", null),
            ],
            await database.HistoryAsync(organisation, second));
    }

    [Fact]
    public async Task A_label_is_made_put_on_those_without_it_and_taken_off_those_alone()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var had = await database.AddEntrepriseAsync(organisation, "Durand");
        var hadNot = await database.AddEntrepriseAsync(organisation, "Martin");
        var label = database.Get<LabelEntreprises>();

        await label.Do(organisation.Acteur(), new LabelEntreprisesRequest([had], "BTP"));
        await label.Do(organisation.Acteur(), new LabelEntreprisesRequest([had], "Fidèle"));
        var labelled = await label.Do(organisation.Acteur(), new LabelEntreprisesRequest([had, hadNot], " btp "));
        Assert.Equal(["BTP"], (await SheetAsync(database, organisation, hadNot)).Etiquettes);
        await label.Do(organisation.Acteur(), new LabelEntreprisesRequest(labelled, "btp", Retirer: true));

        Assert.Equal([hadNot], labelled);
        Assert.Equal(["BTP", "Fidèle"], (await SheetAsync(database, organisation, had)).Etiquettes);
        Assert.Empty((await SheetAsync(database, organisation, hadNot)).Etiquettes);
        Assert.Equal(2, (await database.HistoryAsync(organisation, hadNot)).Count(m => m.Champ == nameof(EtiquetteEntreprise)));
        Assert.Empty(await label.Do(organisation.Acteur(), new LabelEntreprisesRequest([had], "Inconnue", Retirer: true)));
        Assert.Equal(2L, await database.ScalarAsync<long>("select count(*) from etiquettes"));
    }

    [Fact]
    public async Task A_rep_who_sees_its_own_changes_its_own_and_a_reader_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        await database.LimitAsync(organisation, Role.Commercial, Portee.Siennes);
        var salon = await AddCanalAsync(database, organisation);
        var mine = await database.AddEntrepriseAsync(organisation, "Durand", Role.Commercial);
        var others = await database.AddEntrepriseAsync(organisation, "Martin", Role.Responsable);
        var rep = organisation.Acteur(Role.Commercial);
        var reader = organisation.Acteur(Role.Lecteur);

        var changed = await database.Get<ChangeCanalEntreprises>().Do(rep, [new(mine, salon), new(others, salon)]);
        var @fixed = await database.Get<FixStatutEntreprises>().Do(rep, [new(mine, StatutEntreprise.Client), new(others, StatutEntreprise.Client)]);
        var labelled = await database.Get<LabelEntreprises>().Do(rep, new LabelEntreprisesRequest([mine, others], "BTP"));

        Assert.Equal((mine, mine, mine), (Assert.Single(changed).EntrepriseId, Assert.Single(@fixed).EntrepriseId, Assert.Single(labelled)));
        var untouched = await SheetAsync(database, organisation, others);
        Assert.Null(untouched.Canal);
        Assert.Equal(StatutEntreprise.Prospect, untouched.Statut);
        Assert.Empty(untouched.Etiquettes);
        Assert.Equal(RefusKind.Interdit, (await database.Get<ChangeCanalEntreprises>().Refuse(reader, [new(mine, null)])).Kind);
        Assert.Equal(RefusKind.Interdit, (await database.Get<FixStatutEntreprises>().Refuse(reader, [new(mine, null)])).Kind);
        Assert.Equal(RefusKind.Interdit, (await database.Get<LabelEntreprises>().Refuse(reader, new LabelEntreprisesRequest([mine], "BTP", Retirer: true))).Kind);
    }

    [Fact]
    public async Task A_canal_of_another_organisation_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var foreign = await AddCanalAsync(database, await database.AddOrganisationAsync("autre"));
        var id = await database.AddEntrepriseAsync(organisation, "Durand");

        Assert.Equal(RefusKind.Regle, (await database.Get<ChangeCanalEntreprises>().Refuse(organisation.Acteur(), [new(id, foreign)])).Kind);
    }

    [Fact]
    public async Task Selecting_all_finds_what_the_filter_and_the_reader_s_rights_let_through_and_refuses_too_many()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        await database.LimitAsync(organisation, Role.Commercial, Portee.Siennes);
        var mine = await database.AddEntrepriseAsync(organisation, "Durand", Role.Commercial);
        await database.AddEntrepriseAsync(organisation, "Durand Frères", Role.Responsable);
        await database.AddEntrepriseAsync(organisation, "Martin", Role.Commercial);
        await database.AddOrganisationAsync("autre");
        var select = database.Get<SelectEntreprises>();

        Assert.Equal([mine], await select.Do(organisation.Acteur(Role.Commercial), new EntrepriseFiltre { Nom = "durand" }));
        Assert.Equal(2, (await select.Do(organisation.Acteur(), new EntrepriseFiltre { Nom = "durand" })).Count);
        Assert.Equal(3, (await select.Do(organisation.Acteur(), new EntrepriseFiltre())).Count);

        // Copies of one row, until there is one more than a selection holds.
        await database.ScalarAsync<int>($"""
            create temporary table many as select e.* from entreprises e, generate_series(1, {Selection.Most - 2}) where e.id = '{mine}';
            update many set id = gen_random_uuid();
            do $$ declare columns text := (select string_agg(quote_ident(column_name), ', ') from information_schema.columns
                where table_name = 'entreprises' and table_schema = 'public' and is_generated = 'NEVER');
            begin execute format('insert into entreprises (%1$s) select %1$s from many', columns); end $$;
            """);
        Assert.Equal(RefusKind.Regle, (await select.Refuse(organisation.Acteur(), new EntrepriseFiltre())).Kind);
    }

    private static async Task<Guid> AddCanalAsync(TestDatabase database, TestOrganisation organisation)
    {
        var canal = new Canal(organisation.Id, "Salon");
        await using var db = database.OpenAsOwner(organisation.Id);
        db.Add(canal);
        await db.SaveChangesAsync(Cancellation);
        return canal.Id;
    }

    private static async Task<EntrepriseDetails> SheetAsync(TestDatabase database, TestOrganisation organisation, Guid id) =>
        (await database.Get<GetEntreprise>().RunAsync(organisation.Acteur(), id, Cancellation)).Value;
}
