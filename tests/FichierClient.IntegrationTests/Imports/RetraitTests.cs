using FichierClient.Application.Evenements;
using FichierClient.Application.Figures;
using FichierClient.Application.Imports;
using FichierClient.Application.Imports.Engine;
using FichierClient.Application.Imports.Retrait;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Rgpd.Connecteurs;

namespace FichierClient.IntegrationTests.Imports;

/// <summary>An import taken back leaves the client file as it was; put back, as it had left it.</summary>
public sealed partial class RetraitTests : IAsyncLifetime
{
    private const string Known = """
        Code client;Nom;SIREN;Téléphone;Étiquettes;Prénom contact;Nom contact;E-mail contact;Numéro facture;Date facture;Montant HT
        C1;Martin;552100554;01 42 00 00 00;VIP;Anne;Martin;anne@martin.test;F1;15/01/2024;100
        C2;Durand;;;;;;;F2;16/01/2024;200

        """;

    /// <summary>Changes what <see cref="Known"/> made and adds to it: a phone, a label, a contact's function, a total, an avoir, a company, a product.</summary>
    private const string File = """
        Code client;Nom;Téléphone;Étiquettes;Prénom contact;Nom contact;E-mail contact;Fonction;Numéro facture;Date facture;Montant HT;SKU;Désignation
        C1;Martin et fils;01 42 00 00 01;Salon;Anne;Martin;anne@martin.test;Gérante;F1;15/01/2024;150;P9;Tréteau
        C3;Nouveau;;;Luc;Petit;luc@nouveau.test;;F3;17/01/2024;300;;Conseil
        C3;Nouveau;;;Luc;Petit;luc@nouveau.test;;A3;18/01/2024;-50;;Retour

        """;

    private TestDatabase db = default!;
    private TestOrganisation organisation = default!;
    private ImportHarness harness = default!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        harness = new ImportHarness(db, organisation);
        await harness.ImportAsync(Known, GenreImport.Mixte);
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    [Fact]
    public async Task Taken_back_leaves_every_table_as_before_and_put_back_as_after()
    {
        var before = await PictureAsync();
        var id = await ImportAsync(File);
        var after = await PictureAsync();
        Assert.NotEqual(before, after);

        var taken = await RetirerAsync(id);

        Assert.Equal((StatutImport.Retire, 0L), (taken.Statut, taken.Retrait!.Gardees));
        Assert.Equal(before, await PictureAsync());
        await AssertFiguresAsync();

        var back = await RemettreAsync(id);

        Assert.Equal((StatutImport.Termine, 0L), (back.Statut, back.Retrait!.Gardees));
        Assert.Equal(after, await PictureAsync());
        await AssertFiguresAsync();

        await RetirerAsync(id);
        Assert.Equal(before, await PictureAsync());
        Assert.Equal(["150", "100", "150", "100"], await HistoryAsync("TotalHt"));
    }

    [Fact]
    public async Task What_somebody_changed_since_is_listed_first_and_kept_unless_chosen_otherwise()
    {
        var id = await ImportAsync(File);
        await RenameAsync("C1", "Martin SAS");
        await RenameAsync("C3", "Nouveau SAS");

        var counted = await db.Get<CountRetrait>().Do(organisation.Acteur(), id);
        Assert.Equal(
            [(Sujet.Entreprise, 0L, 0L, 2L), (Sujet.Contact, 1L, 1L, 0L), (Sujet.Vente, 2L, 1L, 0L)],
            counted.Where(c => c.Sujet != Sujet.Produit).Select(c => (c.Sujet, c.ARetirer, c.ARendre, c.Touchees)));
        var listed = (await db.Get<ListFichesGardees>().RunAsync(organisation.Acteur(), id, Token)).Value;
        var taken = await RetirerAsync(id);

        Assert.Equal(["Martin SAS", "Nouveau SAS"], listed.Select(f => f.Nom).Order());
        Assert.Equal(["Martin SAS", "Nouveau SAS"], (await db.Get<ListFichesGardees>().RunAsync(organisation.Acteur(), id, Token)).Value.Select(f => f.Nom).Order());
        Assert.Equal(2, taken.Retrait!.Gardees);
        Assert.Equal((2L, 0L), (await harness.CountAsync("entreprises", "raison_sociale like '% SAS'"), await harness.CountAsync("ventes", "numero in ('F3', 'A3')")));

        await RemettreAsync(id);
        var all = await RetirerAsync(id, tout: true);

        Assert.Equal(0, all.Retrait!.Gardees);
        Assert.Equal((1L, 0L), (await harness.CountAsync("entreprises", "raison_sociale = 'Martin'"), await harness.CountAsync("entreprises", "reference = 'C3'")));
        await AssertFiguresAsync();
    }

    [Fact]
    public async Task Of_what_was_changed_since_each_record_is_told_by_field_and_goes_alone_when_it_is_chosen()
    {
        var id = await ImportAsync(File);
        await RenameAsync("C1", "Martin SAS");
        await RenameAsync("C3", "Nouveau SAS");

        var listed = (await db.Get<ListFichesGardees>().RunAsync(organisation.Acteur(), id, Token)).Value;
        var made = listed.Single(f => f.Nom == "Nouveau SAS");
        Assert.Equal("Nouveau SAS", Assert.Single(made.Champs, c => c.Maintenant == "Nouveau SAS").Maintenant);
        Assert.NotEqual("Nouveau SAS", made.Champs.Single(c => c.Maintenant == "Nouveau SAS").Import);
        var taken = await WorkAsync(id, await db.Get<StartRetrait>().RunAsync(organisation.Acteur(), new StartRetraitRequest(id, false, [made.Id]), Token));

        Assert.Equal(1, taken.Retrait!.Gardees);
        Assert.Equal((1L, 0L), (await harness.CountAsync("entreprises", "raison_sociale = 'Martin SAS'"), await harness.CountAsync("entreprises", "reference = 'C3'")));
        await AssertFiguresAsync();
    }

    [Fact]
    public async Task What_a_later_record_belongs_to_stays_even_when_all_is_chosen()
    {
        var id = await ImportAsync(File);
        var entreprise = await IdAsync("entreprises", "reference = 'C3'");
        Assert.Null((await db.Get<AddNote>().RunAsync(organisation.Acteur(), new AddNoteRequest { EntrepriseId = entreprise, Texte = "A rappelé" }, Token)).Refus);

        await RetirerAsync(id, tout: true);

        var kept = Assert.Single((await db.Get<ListFichesGardees>().RunAsync(organisation.Acteur(), id, Token)).Value);
        Assert.Equal((Sujet.Entreprise, entreprise, MotifGarde.Utilisee), (kept.Sujet, kept.Id, kept.Motif));
        Assert.Equal((1L, 0L), (await harness.CountAsync("evenements"), await harness.CountAsync("contacts", "nom = 'Petit'")));
    }

    [Fact]
    public async Task What_a_connected_system_knows_goes_too_with_the_key_by_which_it_knew_it()
    {
        var id = await ImportAsync(File);
        await using (var context = db.Contexts.Open(organisation.Id)) await ConnecteurHarness.ConnectAsync(context, await IdAsync("contacts", "nom = 'Petit'"));

        var taken = await RetirerAsync(id);

        Assert.Equal(0, taken.Retrait!.Gardees);
        Assert.Equal((0L, 0L), (await harness.CountAsync("contacts", "nom = 'Petit'"), await harness.CountAsync("cles_pseudonymes")));
    }

    [Fact]
    public async Task A_number_that_was_taken_meanwhile_keeps_its_vente_out()
    {
        var id = await ImportAsync(File);
        await RetirerAsync(id);
        await ImportAsync("Code client;Numéro facture;Date facture;Montant HT\nC2;F3;20/01/2024;999\n", GenreImport.Ventes);

        var back = await RemettreAsync(id);

        Assert.Equal(1, back.Retrait!.Gardees);
        Assert.Equal(999m, await db.ScalarAsync<decimal>("select montant from ventes where numero = 'F3'"));
        Assert.Equal(1, await harness.CountAsync("ventes", "numero = 'A3'"));
        await AssertFiguresAsync();
    }

    [Fact]
    public async Task A_crash_between_two_batches_takes_back_the_rest_and_nothing_twice()
    {
        var before = await PictureAsync();
        var id = await ImportAsync("Code client;Numéro facture;Date facture;Montant HT\n"
            + string.Concat(Enumerable.Range(0, 2 * ImportEngine.BatchRows + 1).Select(i => $"C1;G{i};20/01/2024;1\n")), GenreImport.Ventes);
        var job = (await db.Get<StartRetrait>().RunAsync(organisation.Acteur(), new StartRetraitRequest(id, false), Token)).Value;
        var run = (await db.Get<JobQueue>().TakeAsync(organisation.Id, job, Token))!;
        var engine = db.Get<RetraitEngine>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.RunAsync(run, false, (done, _) => done > 0 ? throw new InvalidOperationException("The process dies here.") : Task.CompletedTask, Token));
        Assert.Equal(Cadence.Debut, (await harness.GetAsync(id)).Retrait!.Retirees);
        await engine.RunAsync(run, false, (_, _) => Task.CompletedTask, Token);

        Assert.Equal(2 * ImportEngine.BatchRows + 1, (await harness.GetAsync(id)).Retrait!.Retirees);
        Assert.Equal(before, await PictureAsync());
    }

    [Fact]
    public async Task A_vente_whose_entreprise_went_to_the_trash_stays_out_and_is_said_to_lack_it()
    {
        var id = await ImportAsync("Code client;Numéro facture;Date facture;Montant HT\nC2;H1;20/01/2024;10\n", GenreImport.Ventes);
        await RetirerAsync(id);
        await db.ScalarAsync<object>("update entreprises set supprime_le = now() where reference = 'C2'");

        await RemettreAsync(id);

        var kept = Assert.Single(await db.ScalarAsync<string[]>($"select array_agg(motif) from import_images where import_id = '{id}' and etat = 'Gardee'") ?? []);
        Assert.Equal((nameof(MotifGarde.ParentAbsent), 0L), (kept, await harness.CountAsync("ventes", "numero = 'H1'")));
    }

    [Fact]
    public async Task Going_on_after_a_stop_leaves_alone_what_was_given_back_and_changed_since()
    {
        var id = await ImportAsync(File);
        await RetirerAsync(id);
        await RenameAsync("C1", "Martin repris");
        // As a stop leaves it: under way, its job over.
        await db.ScalarAsync<object>($"update imports set statut = 'EnRetrait' where id = '{id}'");

        await RetirerAsync(id, tout: true);

        Assert.Equal(1, await harness.CountAsync("entreprises", "raison_sociale = 'Martin repris'"));
        Assert.Equal(["150", "100"], await HistoryAsync("TotalHt"));
    }

    [Fact]
    public async Task Only_who_imports_takes_back_and_not_after_thirty_days()
    {
        var id = await ImportAsync(File);
        foreach (var role in new[] { Role.Commercial, Role.Lecteur, Role.Dpo })
            Assert.NotNull((await db.Get<StartRetrait>().RunAsync(organisation.Acteur(role), new StartRetraitRequest(id, false), Token)).Refus);
        await RetirerAsync(id);

        db.Clock.Advance(Import.Conservation + TimeSpan.FromHours(1));
        await db.Get<ImportRetention>().DeleteExpiredAsync(organisation.Id, Token);

        Assert.NotNull((await db.Get<StartRemise>().RunAsync(organisation.Acteur(), id, Token)).Refus);
        Assert.Equal(0, await harness.CountAsync("import_images", $"import_id = '{id}'"));
    }

    private async Task<Guid> ImportAsync(string csv, GenreImport genre = GenreImport.Mixte)
    {
        var id = await harness.ReceiveAsync(csv, genre);
        var details = await harness.RunAsync(id);
        Assert.Equal((StatutImport.Termine, 0L), (details.Statut, details.Bilan!.Refusees));
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        return id;
    }

    private async Task<ImportDetails> RetirerAsync(Guid id, bool tout = false) => await WorkAsync(id, await db.Get<StartRetrait>().RunAsync(organisation.Acteur(), new StartRetraitRequest(id, tout), Token));

    private async Task<ImportDetails> RemettreAsync(Guid id) => await WorkAsync(id, await db.Get<StartRemise>().RunAsync(organisation.Acteur(), id, Token));

    private async Task<ImportDetails> WorkAsync(Guid id, Application.Common.Outcome<Guid> job)
    {
        Assert.Null(job.Refus);
        Assert.True(await db.Get<JobRunner>().RunAsync(organisation.Id, job.Value, Token));
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        return await harness.GetAsync(id);
    }

    private async Task RenameAsync(string reference, string nom)
    {
        var id = await IdAsync("entreprises", $"reference = '{reference}'");
        await db.ScalarAsync<object>($"""
            update entreprises set raison_sociale = '{nom}' where id = '{id}';
            insert into modifications (tenant_id, id, sujet, sujet_id, champ, nouveau, fait_le)
            values ('{organisation.Id}', gen_random_uuid(), 'Entreprise', '{id}', 'RaisonSociale', '{nom}', '{db.Clock.GetUtcNow():O}');
            """);
        db.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private Task<Guid> IdAsync(string table, string condition) => db.ScalarAsync<Guid>($"select id from {table} where tenant_id = '{organisation.Id}' and {condition}")!;

    private async Task<string[]> HistoryAsync(string champ) =>
        (await db.ScalarAsync<string>($"select string_agg(trim_scale(nouveau::numeric)::text, ',' order by fait_le) from modifications where champ = '{champ}'"))!.Split(',');

    /// <summary>Every row of the client file and its figures, without what tells when it was written.</summary>
    private async Task<string> PictureAsync()
    {
        string[] tables =
        [
            "entreprises", "entreprise_telephones", "entreprise_etiquettes", "contacts", "contact_emails", "contact_telephones", "contact_liens", "ventes", "vente_lignes",
            "produits", "provenances", "entreprise_stats", "ca_jours", "ca_commerciaux", "ca_departements", "ca_produits",
        ];
        var rows = tables.Select(t => $"select '{t} ' || (to_jsonb(t) - 'modifie_le')::text ligne from {t} t where tenant_id = '{organisation.Id}'" + (t.StartsWith("ca_", StringComparison.Ordinal) ? " and (factures, avoirs, nb_factures, nb_avoirs) <> (0, 0, 0, 0)" : ""));
        return (await db.ScalarAsync<string>($"select string_agg(ligne, E'\\n' order by ligne) from ({string.Join(" union all ", rows)}) x"))!;
    }

    private async Task AssertFiguresAsync() =>
        Assert.Empty((await db.Get<VerifyFigures>().RunAsync(organisation.Id, null, Token)).Differences);
}
