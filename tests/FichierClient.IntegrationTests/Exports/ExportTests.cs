using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Evenements;
using FichierClient.Application.Exports;
using FichierClient.Application.Jobs;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Exports;

public sealed class ExportTests : IAsyncLifetime
{
    private TestDatabase db = default!;
    private TestOrganisation organisation = default!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    [Fact]
    public async Task The_file_holds_what_the_list_shows_and_the_log_says_who_took_what_and_how_many()
    {
        foreach (var nom in new[] { "Zoé", "=cmd()", "Martin", "Mallet" }) await db.AddEntrepriseAsync(organisation, nom, Role.Commercial);
        var demande = ExportHarness.Demande(ListeExport.Entreprises, FormatExport.CsvExcel, "nom", "statut", "ca12") with
        {
            Adresse = "/entreprises?nom=ma",
            Entreprises = new EntrepriseFiltre { Nom = "ma" },
            Descendant = true,
        };

        Assert.Equal("nom;statut;ca12\r\nMartin;Prospect;0\r\nMallet;Prospect;0\r\n", await db.ExportAsync(organisation, demande));
        Assert.Equal(4, ExportHarness.Rows(await db.ExportAsync(organisation, demande with { Entreprises = null }, Role.Responsable)).Length);

        var log = await db.Get<ListExports>().Do(organisation.Acteur(), default);
        Assert.Equal(
            [("Membre Responsable", 4L, false), ("Membre Administrateur", 2L, true)],
            log.Select(e => (e.Membre!, e.Enregistrements!.Value, e.EstMien)));
        Assert.All(log, e => Assert.Equal((ListeExport.Entreprises, FormatExport.CsvExcel, "/entreprises?nom=ma"), (e.Liste, e.Format, e.Adresse)));
        Assert.Equal(["Membre Responsable"], (await db.Get<ListExports>().Do(organisation.Acteur(Role.Responsable), default)).Select(e => e.Membre!));
    }

    [Fact]
    public async Task What_would_leave_is_counted_as_far_as_a_list_is_and_exactly_when_it_is_asked_for()
    {
        await db.ScalarAsync<object>($"""
            insert into entreprises (tenant_id, id, raison_sociale, recherche, est_personne_physique, est_diffusion_partielle, cree_le, modifie_le)
            select '{organisation.Id}', gen_random_uuid(), 'Client ' || i, 'client ' || i, i <= 2, i <= 2, now(), now() from generate_series(1, {RowCount.Cap + 10}) i
            """);
        var demande = ExportHarness.Demande(ListeExport.Entreprises, FormatExport.Csv, "nom");

        Assert.Equal(new CompteExport(RowCount.Cap, 0, 0) { EstExact = false }, await db.Get<CountExport>().Do(organisation.Acteur(), new CountExportRequest(demande, false)));
        Assert.Equal(new CompteExport(RowCount.Cap + 8, 0, 2), await db.Get<CountExport>().Do(organisation.Acteur(), new CountExportRequest(demande, true)));
    }

    [Fact]
    public async Task A_call_list_has_numbers_addresses_and_the_last_exchange()
    {
        var id = await db.Get<CreateEntreprise>().Do(organisation.Acteur(), new EntrepriseSaisie
        {
            RaisonSociale = "Menuiserie Lefèvre",
            Email = "contact@lefevre.test",
            Potentiel = 12500,
            Telephones = [new() { Numero = "01 23 45 67 89" }],
            Facturation = new() { CodePostal = "69003", Commune = "Lyon" },
        });
        Assert.Null((await db.Get<AddNote>().RunAsync(organisation.Acteur(), new AddNoteRequest { EntrepriseId = id, Type = TypeEvenement.Appel, Texte = "A rappelé" }, Token)).Refus);
        Assert.Null((await db.Get<AddNote>().RunAsync(organisation.Acteur(), new AddNoteRequest { EntrepriseId = id, Type = TypeEvenement.Note, Texte = "Pour moi" }, Token)).Refus);

        var row = Assert.Single((await db.Get<ListEntreprises>().Do(organisation.Acteur(), new ListEntreprisesRequest(new EntrepriseFiltre(), new PageRequest(ListEntreprises.ParNom, false, PageCursor.First)))).Page.Rows);
        var file = await db.ExportAsync(organisation, ExportHarness.Demande(ListeExport.Entreprises, FormatExport.CsvExcel, "telephone", "email", "departement", "potentiel", "echange"));

        Assert.Equal(("01 23 45 67 89", "contact@lefevre.test", "69", 12500m, TypeEvenement.Appel), (row.Telephone!.Saisie, row.Email, row.Departement, row.Potentiel!.Value, row.DernierEchange!.Type));
        Assert.Matches(@"^01.23.45.67.89;contact@lefevre\.test;69;12500(,00)?;\d\d/\d\d/\d{4} \d\d:\d\d(:\d\d)?;Appel$", Assert.Single(ExportHarness.Rows(file)));
    }

    [Fact]
    public async Task Who_may_not_export_is_refused_and_who_sees_a_part_exports_that_part()
    {
        var (mine, other) = (await db.AddEntrepriseAsync(organisation, "Mienne", Role.Responsable), await db.AddEntrepriseAsync(organisation, "Autre", Role.Commercial));
        await db.AddContactAsync(organisation, "Anne", "Visible", mine);
        await db.AddContactAsync(organisation, "Paul", "Caché", other);
        await db.LimitAsync(organisation, Role.Responsable, Portee.Siennes);
        var entreprises = ExportHarness.Demande(ListeExport.Entreprises, FormatExport.Csv, "nom");

        foreach (var role in new[] { Role.Lecteur, Role.Commercial })
            Assert.Equal(RefusKind.Interdit, (await db.Get<StartExport>().Refuse(organisation.Acteur(role), entreprises)).Kind);
        Assert.Equal(["Mienne"], ExportHarness.Rows(await db.ExportAsync(organisation, entreprises, Role.Responsable)));
        foreach (var format in new[] { FormatExport.Csv, FormatExport.VCard, FormatExport.Reimport })
        {
            var file = await db.ExportAsync(organisation, ExportHarness.Demande(ListeExport.Contacts, format, "nom"), Role.Responsable);
            Assert.Contains("Visible", file, StringComparison.Ordinal);
            Assert.DoesNotContain("Caché", file, StringComparison.Ordinal);
        }

        Assert.Equal(2, ExportHarness.Rows(await db.ExportAsync(organisation, entreprises)).Length);
    }

    [Fact]
    public async Task Ticked_rows_alone_are_exported_in_each_list_and_never_what_the_list_hides()
    {
        var (mine, other, third) = (await db.AddEntrepriseAsync(organisation, "Mienne", Role.Responsable), await db.AddEntrepriseAsync(organisation, "Autre", Role.Commercial), await db.AddEntrepriseAsync(organisation, "Tierce", Role.Responsable));
        var (anne, paul) = (await db.AddContactAsync(organisation, "Anne", "Visible", mine), await db.AddContactAsync(organisation, "Paul", "Caché", other));
        var entreprises = ExportHarness.Demande(ListeExport.Entreprises, FormatExport.Csv, "nom") with { Ids = [mine, other] };

        Assert.Equal(["Autre", "Mienne"], ExportHarness.Rows(await db.ExportAsync(organisation, entreprises)).Order());
        Assert.Single(ExportHarness.Rows(await db.ExportAsync(organisation, ExportHarness.Demande(ListeExport.Contacts, FormatExport.Csv, "nom") with { Ids = [paul] })));
        Assert.Empty(ExportHarness.Rows(await db.ExportAsync(organisation, ExportHarness.Demande(ListeExport.Ventes, FormatExport.Csv, "numero") with { Tri = "date", Ids = [third] })));
        Assert.Equal(RefusKind.Invalide, (await db.Get<StartExport>().Refuse(organisation.Acteur(), entreprises with { Ids = [] })).Kind);
        await db.LimitAsync(organisation, Role.Responsable, Portee.Siennes);
        Assert.Equal(["Mienne"], ExportHarness.Rows(await db.ExportAsync(organisation, entreprises, Role.Responsable)));
        Assert.Single(ExportHarness.Rows(await db.ExportAsync(organisation, ExportHarness.Demande(ListeExport.Contacts, FormatExport.Reimport) with { Ids = [anne, paul] }, Role.Responsable)));
    }

    [Fact]
    public async Task The_trash_is_exported_by_who_may_delete_alone()
    {
        var gone = await db.AddEntrepriseAsync(organisation, "Jetée");
        await db.Get<TrashEntreprises>().Do(organisation.Acteur(), [gone]);
        var demande = ExportHarness.Demande(ListeExport.Entreprises, FormatExport.Csv, "nom") with { Entreprises = new EntrepriseFiltre { Supprimees = true } };

        Assert.Equal(["Jetée"], ExportHarness.Rows(await db.ExportAsync(organisation, demande)));
        Assert.Empty(ExportHarness.Rows(await db.ExportAsync(organisation, demande, Role.Dpo)));
    }

    [Fact]
    public async Task A_file_is_its_author_s_alone_while_the_right_lasts_and_is_encrypted_and_deleted_in_time()
    {
        await db.AddEntrepriseAsync(organisation, "Menuiserie Lefèvre");
        var demande = ExportHarness.Demande(ListeExport.Entreprises, FormatExport.Csv, "nom");
        var id = (await db.Get<StartExport>().Do(organisation.Acteur(Role.Responsable), demande)).Id;

        Assert.Equal(RefusKind.Introuvable, (await db.Get<OpenExport>().Refuse(organisation.Acteur(), id)).Kind);
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from export_fragments where position('Menuiserie'::bytea in octets) > 0"));
        Assert.Contains("Menuiserie", await db.ReadExportAsync(organisation.Acteur(Role.Responsable), id), StringComparison.Ordinal);
        await db.ScalarAsync<int>($"update membres set role = 'Commercial' where id = '{organisation.Membres[Role.Responsable]}'");
        db.Get<ActeurSource>().Forget(organisation.Id, organisation.Membres[Role.Responsable]);
        Assert.Equal(RefusKind.Interdit, (await db.Get<OpenExport>().Refuse(organisation.Acteur(Role.Responsable), id)).Kind);
        await db.ScalarAsync<int>($"update membres set role = 'Responsable' where id = '{organisation.Membres[Role.Responsable]}'");
        db.Get<ActeurSource>().Forget(organisation.Id, organisation.Membres[Role.Responsable]);

        db.Clock.Advance(TimeSpan.FromDays(6));
        await db.Get<ExportRetention>().DeleteExpiredAsync(organisation.Id, Token);
        Assert.Contains("Menuiserie", await db.ReadExportAsync(organisation.Acteur(Role.Responsable), id), StringComparison.Ordinal);
        db.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(RefusKind.Introuvable, (await db.Get<OpenExport>().Refuse(organisation.Acteur(Role.Responsable), id)).Kind);
        await db.Get<ExportRetention>().DeleteExpiredAsync(organisation.Id, Token);
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from export_fragments"));
        Assert.Equal(1L, Assert.Single(await db.Get<ListExports>().Do(organisation.Acteur(), default)).Enregistrements);
    }

    [Fact]
    public async Task A_file_made_under_a_wider_sight_is_refused_after_it_shrank_and_one_made_since_is_handed_out()
    {
        await db.AddEntrepriseAsync(organisation, "Autre", Role.Commercial);
        await db.AddEntrepriseAsync(organisation, "Mienne", Role.Responsable);
        var acteur = organisation.Acteur(Role.Responsable);
        var demande = ExportHarness.Demande(ListeExport.Entreprises, FormatExport.Csv, "nom");
        var wide = (await db.Get<StartExport>().Do(acteur, demande)).Id;

        await db.LimitAsync(organisation, Role.Responsable, Portee.Siennes);
        var narrow = (await db.Get<StartExport>().Do(acteur, demande)).Id;

        Assert.Equal(RefusKind.Regle, (await db.Get<OpenExport>().Refuse(acteur, wide)).Kind);
        Assert.Equal(["Mienne"], ExportHarness.Rows(await db.ReadExportAsync(acteur, narrow)));
        Assert.Equal([(narrow, false), (wide, true)], (await db.Get<ListExports>().Do(acteur, default)).Select(e => (e.Id, e.EstTropLarge)));
    }

    [Fact]
    public async Task A_long_export_runs_in_the_background_and_stops_when_its_requester_sees_less()
    {
        await db.ScalarAsync<int>($"""
            insert into entreprises (tenant_id, id, raison_sociale, recherche, est_personne_physique, cree_le, modifie_le)
            select '{organisation.Id}', gen_random_uuid(), 'Client ' || i, 'client ' || i, false, now(), now() from generate_series(1, {StartExport.AtOnce + 1}) i
            """);
        var demande = ExportHarness.Demande(ListeExport.Entreprises, FormatExport.Xlsx, "nom", "mois");
        var acteur = organisation.Acteur(Role.Responsable);

        var lance = await db.Get<StartExport>().Do(acteur, demande);
        Assert.False(lance.EstPret);
        Assert.Equal(RefusKind.Introuvable, (await db.Get<OpenExport>().Refuse(acteur, lance.Id)).Kind);
        var watched = Assert.Single(await db.Get<WatchJobs>().Do(acteur, new WatchJobsRequest([])));
        Assert.Equal((lance.Id, true, "Entreprises"), (watched.SubjectId, watched.IsExport, watched.Nom));
        Assert.Empty(await db.Get<WatchJobs>().Do(organisation.Acteur(), new WatchJobsRequest([watched.Id])));
        Assert.True(await db.Get<JobRunner>().RunAsync(organisation.Id, watched.Id, Token));
        Assert.StartsWith("PK", await db.ReadExportAsync(acteur, lance.Id), StringComparison.Ordinal);
        Assert.Equal(StartExport.AtOnce + 1, (await db.Get<ListExports>().Do(acteur, default))[0].Enregistrements);

        var second = await db.Get<StartExport>().Do(acteur, demande);
        await db.ScalarAsync<int>($"update membres set role = 'Commercial' where id = '{acteur.MembreId}'");
        db.Get<ActeurSource>().Forget(organisation.Id, acteur.MembreId);
        Assert.True(await db.Get<JobRunner>().RunNextAsync(Token));
        var refused = (await db.Get<ListExports>().Do(organisation.Acteur(), default)).Single(e => e.Id == second.Id);
        Assert.Equal((StatutExport.Echoue, false), (refused.Statut, refused.EstGarde));
        Assert.Contains("vos droits ont changé", refused.Erreur, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_export_leaves_no_file_and_another_s_can_t_be_cancelled()
    {
        await db.ScalarAsync<int>($"""
            insert into entreprises (tenant_id, id, raison_sociale, recherche, est_personne_physique, cree_le, modifie_le)
            select '{organisation.Id}', gen_random_uuid(), 'Client ' || i, 'client ' || i, false, now(), now() from generate_series(1, {StartExport.AtOnce + 1}) i
            """);
        var id = (await db.Get<StartExport>().Do(organisation.Acteur(), ExportHarness.Demande(ListeExport.Entreprises, FormatExport.Csv, "nom"))).Id;

        Assert.Equal(RefusKind.Introuvable, (await db.Get<CancelExport>().Refuse(organisation.Acteur(Role.Dpo), id)).Kind);
        await db.Get<CancelExport>().Do(organisation.Acteur(), id);

        Assert.False(await db.Get<JobRunner>().RunNextAsync(Token));
        Assert.Equal(StatutExport.Annule, Assert.Single(await db.Get<ListExports>().Do(organisation.Acteur(), default)).Statut);
        Assert.Equal(RefusKind.Regle, (await db.Get<CancelExport>().Refuse(organisation.Acteur(), id)).Kind);
    }

    [Fact]
    public async Task A_format_that_a_list_doesn_t_have_is_refused() =>
        Assert.Equal(RefusKind.Invalide, (await db.Get<StartExport>().Refuse(organisation.Acteur(), ExportHarness.Demande(ListeExport.Entreprises, FormatExport.VCard))).Kind);

    [Fact]
    public async Task The_list_s_own_filter_of_contacts_limits_the_file()
    {
        var entreprise = await db.AddEntrepriseAsync(organisation, "Martin");
        await db.AddContactAsync(organisation, "Anne", "Zola", entreprise);
        await db.AddContactAsync(organisation, "Paul", "Hugo");

        var file = await db.ExportAsync(organisation, ExportHarness.Demande(ListeExport.Contacts, FormatExport.Csv, "nom", "entreprise", "fonction") with { Contacts = new ContactFiltre { Societe = "mart" } });

        Assert.Equal(["Zola Anne,Martin,Acheteuse"], ExportHarness.Rows(file));
    }
}
