using FichierClient.Application.Identity;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Conservation;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Conservation;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Rgpd.Conservation;

/// <summary>An access that nobody uses ends after a warning, an account that opens nothing is deleted after one, and the DPO sees before what a rule would reach.</summary>
public sealed class ComptesTests : IAsyncLifetime
{
    private TestDatabase db = null!;
    private TestOrganisation organisation = null!;

    private static readonly DelaisComptes Delais = DelaisComptes.At(DateTimeOffset.UtcNow);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_does_not_come_is_told_then_loses_the_access_and_whoever_comes_keeps_it()
    {
        var (absent, comes) = (organisation.Membres[Role.Commercial], organisation.Membres[Role.Responsable]);
        await db.ScalarAsync<object>($"update membres set vu_le = '{db.Clock.GetUtcNow().AddMonths(-Delais.MoisInactivite).AddDays(2):O}' where id in ('{absent}', '{comes}')");
        // The day of the rule has come for those two only.
        await RunAsync();
        Assert.Equal(2L, await db.ScalarAsync<long>("select count(*) from courriels"));
        Assert.Equal(0L, await RetiresAsync());
        await RunAsync();
        Assert.Equal(2L, await db.ScalarAsync<long>("select count(*) from courriels"));

        db.Clock.Advance(TimeSpan.FromDays(Delais.JoursPreavis - 1));
        Assert.NotNull(await db.Get<ActeurSource>().CurrentAsync(organisation.Id, comes, Token));
        await RunAsync();
        Assert.Equal(0L, await RetiresAsync());
        db.Clock.Advance(TimeSpan.FromDays(2));
        var preview = await PreviewAsync();
        Assert.Equal([("Membre Commercial", EffetRegle.Retire)], preview.Atteints.Select(a => (a.Nom, a.Effet)));
        await RunAsync();

        Assert.Equal(1L, await RetiresAsync());
        Assert.True(await db.ScalarAsync<bool>($"select retire_le is not null from membres where id = '{absent}'"));
        Assert.Equal(1, await db.ScalarAsync<int>("select nombre from purges_programmees"));
    }

    [Fact]
    public async Task The_last_administrator_is_neither_told_nor_withdrawn_and_of_two_who_do_not_come_one_stays()
    {
        var admin = organisation.Membres[Role.Administrateur];
        await db.ScalarAsync<object>($"update membres set vu_le = '{db.Clock.GetUtcNow().AddYears(-5):O}' where id = '{admin}'");
        await RunAsync();
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from courriels"));

        await db.ScalarAsync<object>($"insert into membres (tenant_id, id, utilisateur_id, nom, email, role, depuis_le, vu_le) select tenant_id, gen_random_uuid(), gen_random_uuid(), 'Autre', 'autre@essai.test', role, depuis_le, vu_le from membres where id = '{admin}'");
        await RunAsync();
        Assert.Equal(2L, await db.ScalarAsync<long>("select count(*) from courriels"));
        db.Clock.Advance(TimeSpan.FromDays(Delais.JoursPreavis + 1));
        await RunAsync();
        Assert.Equal(1L, await db.ScalarAsync<long>("select count(*) from membres where role = 'Administrateur' and retire_le is null"));
    }

    [Fact]
    public async Task A_preview_shows_what_a_rule_reaches_on_its_day_and_changes_nothing()
    {
        await db.ScalarAsync<object>($"update regles_conservation set agit_des = agit_des + 20 where agit_des is not null; update membres set retire_le = '{db.Clock.GetUtcNow().AddMonths(-13):O}' where id = '{organisation.Membres[Role.Commercial]}'");
        var before = await PreviewAsync();
        Assert.Equal((1, EffetRegle.Pseudonyme), (before.Nombre, before.Atteints[0].Effet));
        Assert.Equal("Membre Commercial", await db.ScalarAsync<string>($"select nom from membres where id = '{organisation.Membres[Role.Commercial]}'"));
        await RunAsync();
        Assert.Equal("Membre Commercial", await db.ScalarAsync<string>($"select nom from membres where id = '{organisation.Membres[Role.Commercial]}'"));

        db.Clock.Advance(TimeSpan.FromDays(20));
        await RunAsync();
        Assert.StartsWith("Ancien membre", await db.ScalarAsync<string>($"select nom from membres where id = '{organisation.Membres[Role.Commercial]}'"), StringComparison.Ordinal);
        Assert.Equal(0, (await PreviewAsync()).Nombre);
    }

    [Fact]
    public async Task An_account_that_opens_no_organisation_is_told_and_deleted_unless_it_opens_one_again()
    {
        var (gone, back, member) = (Guid.CreateVersion7(), Guid.CreateVersion7(), organisation.Utilisateurs[Role.Lecteur]);
        foreach (var id in (Guid[])[gone, back, member])
            await db.ScalarAsync<object>($"insert into comptes.utilisateurs (id, nom_affiche, langue, theme, user_name, normalized_user_name, email, normalized_email, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count) values ('{id}', 'Jeanne', 'fr', 'system', '{id}@a.test', '{id}@A.TEST', '{id}@a.test', '{id}@A.TEST', true, false, false, true, 0)");
        // Whoever can't be told keeps the account, however long that lasts.
        foreach (var wait in (int[])[0, 31 * Delais.MoisSansOrganisation + 1])
        {
            db.Clock.Advance(TimeSpan.FromDays(wait));
            var (told, deleted) = await OrphansAsync();
            Assert.Equal(new[] { gone, back }.Order(), told.Order());
            Assert.Equal(0, deleted);
        }

        await ToldAsync(gone);
        await ToldAsync(back);
        Assert.Equal((0, 0), ((await OrphansAsync()).Told.Count, (await OrphansAsync()).Deleted));

        await db.ScalarAsync<object>($"insert into membres (tenant_id, id, utilisateur_id, nom, email, role, depuis_le) values ('{organisation.Id}', gen_random_uuid(), '{back}', 'Jeanne', 'b@a.test', 'Lecteur', now())");
        db.Clock.Advance(TimeSpan.FromDays(31 * Delais.MoisSansOrganisation + 1));
        Assert.Equal(1, (await OrphansAsync()).Deleted);
        Assert.Equal(2L, await db.ScalarAsync<long>("select count(*) from comptes.utilisateurs where sans_organisation_depuis is null"));
        Assert.Equal(0L, await db.ScalarAsync<long>($"select count(*) from comptes.utilisateurs where id = '{gone}'"));
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        await using var context = db.Contexts.Open(organisation.Id);
        await RegistreInitial.EnsureAsync(context, db.Clock.GetUtcNow(), Token);
        db.Clock.Advance(TimeSpan.FromDays(RegleConservation.JoursAvantProgramme));
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    private Task RunAsync() => db.Get<PurgesProgrammees>().RunAsync(organisation.Id, Token);

    private Task<long> RetiresAsync() => db.ScalarAsync<long>("select count(*) from membres where retire_le is not null");

    private async Task<ApercuRegle> PreviewAsync()
    {
        var rule = (await db.Get<ListConservation>().RunAsync(organisation.Acteur(Role.Dpo), default, Token)).Value.Regles.Single(r => r.Code == "comptes");
        return (await db.Get<PreviewRegle>().RunAsync(organisation.Acteur(Role.Dpo), new PreviewRegleRequest(rule.Id), Token)).Value;
    }

    private async Task ToldAsync(Guid compte)
    {
        await using var accounts = AccountsDatabase.Open(db.AppConnection);
        await new ComptesSansOrganisation(accounts, db.Clock).ToldAsync(compte, Token);
    }

    private async Task<(IReadOnlyList<Guid> Told, int Deleted)> OrphansAsync()
    {
        await using var accounts = AccountsDatabase.Open(db.AppConnection);
        var (told, deleted) = await new ComptesSansOrganisation(accounts, db.Clock).RunAsync(Token);
        return ([.. told.Select(t => t.Compte.Id)], deleted);
    }
}
