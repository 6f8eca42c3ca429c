using FichierClient.Application.Common;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Evenements;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Evenements;

public sealed class NotesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 9, 8, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_note_stands_at_the_top_of_the_time_line_with_its_author_and_its_rappel()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Boulangerie Dupont");
        var commercial = organisation.Acteur(Role.Commercial);
        await Add(database, commercial, new() { EntrepriseId = entreprise, Texte = "Premier appel", Type = TypeEvenement.Appel, Jour = new(2026, 3, 2) });

        var id = await Add(database, commercial, new() { EntrepriseId = entreprise, Texte = " Envoyer le devis ", RappelLe = new(2026, 3, 12) });

        var timeline = await Timeline(database, commercial, entreprise);
        Assert.Equal(["Envoyer le devis", "Premier appel"], timeline.Page.Rows.Select(r => r.Texte));
        Assert.Equal("Membre Commercial", timeline.Page.Rows[0].Auteur);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 11, 0, 0, TimeSpan.Zero), timeline.Page.Rows[1].SurvenuLe);
        Assert.Equal((id, "Membre Commercial"), (Assert.Single(timeline.AFaire).Id, timeline.AFaire[0].RappelPour));
    }

    [Fact]
    public async Task A_note_in_the_trash_is_neither_the_next_action_nor_the_last_exchange_of_its_sheet()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var acteur = organisation.Acteur(Role.Commercial);
        var id = await Add(database, acteur, new() { EntrepriseId = entreprise, Texte = "Rappeler", Type = TypeEvenement.Appel, RappelLe = new(2026, 3, 12) });
        var before = await database.Get<GetEntreprise>().Do(acteur, entreprise);

        await database.Get<DeleteNote>().Do(acteur, new DeleteNoteRequest(id));
        var after = await database.Get<GetEntreprise>().Do(acteur, entreprise);

        Assert.Equal("Rappeler", before.ProchaineAction?.Texte);
        Assert.Equal(TypeEvenement.Appel, before.DernierEchange?.Type);
        Assert.Null(after.ProchaineAction);
        Assert.Null(after.DernierEchange);
    }

    [Fact]
    public async Task A_long_time_line_is_read_page_by_page_without_a_gap()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var acteur = organisation.Acteur(Role.Commercial);
        for (var i = 0; i < 7; i++) await Add(database, acteur, new() { EntrepriseId = entreprise, Texte = $"{i}" });

        var read = new List<string?>();
        for (PageCursor? cursor = null; ;)
        {
            var page = (await database.Get<ListTimeline>().Do(acteur, new ListTimelineRequest(entreprise, null, cursor, 3))).Page;
            read.AddRange(page.Rows.Select(r => r.Texte));
            if ((cursor = page.Next) is null) break;
        }

        Assert.Equal(["6", "5", "4", "3", "2", "1", "0"], read);
    }

    [Fact]
    public async Task What_is_written_about_a_person_of_one_entreprise_stands_on_the_entreprise_too()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var contact = await database.AddContactAsync(organisation, "Anne", "Martin", entreprise);

        await Add(database, organisation.Acteur(Role.Commercial), new() { ContactId = contact, Texte = "Rencontrée au salon", Type = TypeEvenement.RendezVous });

        var row = Assert.Single((await Timeline(database, organisation.Acteur(Role.Lecteur), entreprise)).Page.Rows);
        Assert.Equal(("Anne Martin", "Dupont"), (row.Contact, row.Entreprise));
    }

    [Fact]
    public async Task A_note_of_an_entreprise_that_names_its_contact_stands_on_both_and_on_no_other()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var (dupont, autre) = (await database.AddEntrepriseAsync(organisation, "Dupont"), await database.AddEntrepriseAsync(organisation, "Autre"));
        var contact = await database.AddContactAsync(organisation, "Anne", "Martin", dupont, autre);
        var acteur = organisation.Acteur(Role.Commercial);

        await Add(database, acteur, new() { EntrepriseId = dupont, ContactId = contact, Texte = "Au téléphone" });

        Assert.Equal(("Anne Martin", "Dupont"), (Assert.Single((await Timeline(database, acteur, dupont)).Page.Rows) is var row ? row.Contact : null, row.Entreprise));
        Assert.Equal("Au téléphone", Assert.Single((await database.Get<ListTimeline>().Do(acteur, new ListTimelineRequest(null, contact))).Page.Rows).Texte);
        Assert.Empty((await Timeline(database, acteur, autre)).Page.Rows);
    }

    [Fact]
    public async Task A_reader_may_not_write()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");

        var refus = await database.Get<AddNote>().Refuse(organisation.Acteur(Role.Lecteur), new AddNoteRequest { EntrepriseId = entreprise, Texte = "x" });

        Assert.Equal(RefusKind.Interdit, refus.Kind);
    }

    [Fact]
    public async Task Who_does_not_see_the_entreprise_neither_reads_nor_writes_on_it()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        await database.LimitAsync(organisation, Role.Commercial, Portee.Siennes);
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont", Role.Responsable);
        var id = await Add(database, organisation.Acteur(Role.Responsable), new() { EntrepriseId = entreprise, Texte = "Confidentiel", RappelLe = new(2026, 3, 10) });
        var commercial = organisation.Acteur(Role.Commercial);

        Assert.Equal(RefusKind.Introuvable, (await database.Get<AddNote>().Refuse(commercial, new AddNoteRequest { EntrepriseId = entreprise, Texte = "x" })).Kind);
        Assert.Equal(RefusKind.Introuvable, (await database.Get<FinishRappel>().Refuse(commercial, new FinishRappelRequest(id))).Kind);
        var timeline = await Timeline(database, commercial, entreprise);
        Assert.Empty(timeline.Page.Rows);
        Assert.Empty(timeline.AFaire);
    }

    [Fact]
    public async Task A_colleague_may_not_rewrite_a_note_but_a_responsable_may()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        await Add(database, organisation.Acteur(Role.Responsable), new() { EntrepriseId = entreprise, Texte = "La mienne" });
        var row = (await Timeline(database, organisation.Acteur(Role.Responsable), entreprise)).Page.Rows[0];
        var edit = new EditNoteRequest { Id = row.Id, Version = row.Version, Texte = "La sienne", Type = TypeEvenement.Appel };

        Assert.Equal(RefusKind.Regle, (await database.Get<EditNote>().Refuse(organisation.Acteur(Role.Commercial), edit)).Kind);
        Assert.Equal(RefusKind.Regle, (await database.Get<DeleteNote>().Refuse(organisation.Acteur(Role.Commercial), new DeleteNoteRequest(row.Id))).Kind);
        await database.Get<EditNote>().Do(organisation.Acteur(Role.Administrateur), edit);
        Assert.Equal(("La sienne", TypeEvenement.Appel), (await First(database, organisation, entreprise) is var now ? now.Texte : null, now.Type));
    }

    [Fact]
    public async Task The_second_of_two_editors_of_a_note_is_told()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var acteur = organisation.Acteur(Role.Commercial);
        await Add(database, acteur, new() { EntrepriseId = entreprise, Texte = "Zéro" });
        var row = await First(database, organisation, entreprise);
        await database.Get<EditNote>().Do(acteur, new EditNoteRequest { Id = row.Id, Version = row.Version, Texte = "Un" });

        var refus = await database.Get<EditNote>().Refuse(acteur, new EditNoteRequest { Id = row.Id, Version = row.Version, Texte = "Deux" });

        Assert.Equal(RefusKind.Conflit, refus.Kind);
        Assert.Equal(("Un", "Deux"), (refus.Conflits[0].Actuel, refus.Conflits[0].Saisi));
    }

    [Fact]
    public async Task A_deleted_note_leaves_the_time_line_and_comes_back()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var acteur = organisation.Acteur(Role.Commercial);
        var id = await Add(database, acteur, new() { EntrepriseId = entreprise, Texte = "x", RappelLe = new(2026, 3, 10) });

        await database.Get<DeleteNote>().Do(acteur, new DeleteNoteRequest(id));
        var without = await Timeline(database, acteur, entreprise);
        await database.Get<RestoreNote>().Do(acteur, new RestoreNoteRequest(id));

        Assert.Empty(without.Page.Rows);
        Assert.Empty(without.AFaire);
        Assert.Equal(id, (await First(database, organisation, entreprise)).Id);
    }

    [Fact]
    public async Task A_text_is_required_and_the_form_learns_which_field()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");

        var refus = await database.Get<AddNote>().Refuse(organisation.Acteur(Role.Commercial), new AddNoteRequest { EntrepriseId = entreprise, Texte = "  " });

        Assert.Equal(nameof(NoteSaisie.Texte), Assert.Single(refus.Champs).Champ);
    }

    internal static Task<Guid> Add(TestDatabase database, Acteur acteur, AddNoteRequest request) =>
        database.Get<AddNote>().Do(acteur, request);

    private static Task<TimelineDetails> Timeline(TestDatabase database, Acteur acteur, Guid entreprise) =>
        database.Get<ListTimeline>().Do(acteur, new ListTimelineRequest(entreprise, null));

    private static async Task<EvenementRow> First(TestDatabase database, TestOrganisation organisation, Guid entreprise) =>
        (await Timeline(database, organisation.Acteur(), entreprise)).Page.Rows[0];
}
