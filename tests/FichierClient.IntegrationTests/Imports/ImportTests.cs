using System.Globalization;
using FichierClient.Application.Imports;
using FichierClient.Application.Imports.Engine;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Imports;

public sealed class ImportTests
{
    private const string Societes = """
        Code client;Raison sociale;SIRET;Adresse;Code postal;Ville;Téléphone
        C1;Boulangerie Martin;73282932000074;1 rue Haute;1120;Montluel;01 23 45 67 89
        C2;Garage Élan;;2 rue Basse;69001;Lyon;
        C1;Boulangerie Martin;73282932000074;1 rue Haute;1120;Montluel;01 23 45 67 89
        C3;Abîmée;5,20850E+13;;75001;Paris;
        """;

    private const string Ventes = """
        Numéro facture;Date facture;Code client;Montant HT
        F1;15/01/2024;C1;100,50
        F2;31/01/2024;C2;200
        A1;01/02/2024;C2;-50
        F3;01/02/2024;C9;10
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_company_on_several_lines_is_one_and_the_same_file_again_changes_nothing()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());

        Counts(2, 0, 1, 1, await harness.ImportAsync(Societes, GenreImport.Entreprises));
        Counts(0, 0, 3, 1, await harness.ImportAsync(Societes, GenreImport.Entreprises));

        Assert.Equal(2, await harness.CountAsync("entreprises"));
        Assert.Equal(1, await harness.CountAsync("entreprises", "siren = '732829320' and facturation_code_postal = '01120' and departement = '01'"));
        Assert.Equal(1, await harness.CountAsync("entreprise_telephones", "e164 = '+33123456789'"));
    }

    [Fact]
    public async Task A_siren_that_leads_to_quite_another_name_is_taken_and_remarked_at_its_row()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        await harness.ImportAsync("Nom;SIREN\nBoulangerie Martin;732829320\nDupont;552100554\n", GenreImport.Entreprises);

        var bilan = await harness.ImportAsync("Nom;SIREN\nGarage Central;732829320\nDupont SARL;552100554\n", GenreImport.Entreprises);

        Counts(0, 2, 0, 0, bilan);
        Assert.Equal(1, bilan.Douteuses);
        Assert.Equal(1, Assert.Single(bilan.Remarques, r => r.Key.StartsWith("Nom très différent", StringComparison.Ordinal)).Value);
        Assert.Equal(2, await harness.CountAsync("import_lignes", "texte like '%« Boulangerie Martin » dans la fiche, « Garage Central »%'"));
    }

    [Fact]
    public async Task A_changed_cell_is_told_in_the_history_and_an_empty_one_erases_nothing()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        await harness.ImportAsync(Societes, GenreImport.Entreprises);

        Counts(0, 1, 0, 0, await harness.ImportAsync("SIREN;Raison sociale;Ville;Adresse\n732 829 320;Boulangerie Martin;Lyon;\n", GenreImport.Entreprises));

        Assert.Equal(1, await harness.CountAsync("entreprises", "facturation_commune = 'Lyon' and facturation_voie = '1 rue Haute'"));
        Assert.Equal(1, await harness.CountAsync("modifications", "champ = 'Facturation.Commune' and ancien = 'Montluel' and nouveau = 'Lyon' and import_id is not null"));
        Assert.Equal(2, await harness.CountAsync("import_lignes", "texte like '%Adresse, commune : Montluel → Lyon%'"));
        Assert.Equal(3, await harness.CountAsync("provenances", "source = 'Ancien fichier' and base_legale = 'InteretLegitime' and import_id is not null"));
    }

    [Fact]
    public async Task Names_without_numbers_are_one_company_only_in_the_same_place()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());

        Counts(2, 0, 1, 0, await harness.ImportAsync("Nom;Code postal\nCafé du Port;13001\nCAFE DU PORT;29200\nCafé du Port;13001\n", GenreImport.Entreprises));

        var refused = await harness.ImportAsync("Nom;Ville\nCafé du Port;\n", GenreImport.Entreprises);
        Assert.Equal(1, refused.Refusees);
    }

    [Fact]
    public async Task Two_establishments_of_one_file_stay_two_and_a_moved_head_office_is_a_change()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());

        Counts(2, 0, 0, 0, await harness.ImportAsync("Nom;SIRET\nSiège;73282932000074\nAgence;73282932000017\n", GenreImport.Entreprises));
        await db.ScalarAsync<int>("delete from entreprises where raison_sociale = 'Agence'");
        Counts(0, 1, 0, 0, await harness.ImportAsync("Nom;SIRET\nSiège;73282932000025\n", GenreImport.Entreprises));
    }

    [Fact]
    public async Task Ventes_find_their_company_by_reference_and_feed_the_figures()
    {
        await using var db = await TestDatabase.CreateAsync(new DateTimeOffset(2024, 6, 1, 12, 0, 0, TimeSpan.Zero));
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        await harness.ImportAsync(Societes, GenreImport.Entreprises);

        Counts(3, 0, 0, 1, await harness.ImportAsync(Ventes, GenreImport.Ventes));
        Counts(0, 0, 3, 1, await harness.ImportAsync(Ventes, GenreImport.Ventes));
        Counts(0, 1, 0, 0, await harness.ImportAsync("Numéro facture;Date facture;Code client;Montant HT\nF2;31/01/2024;C2;210\n", GenreImport.Ventes));

        Assert.Equal(260.50m, await db.ScalarAsync<decimal>("select sum(montant) from ventes"));
        Assert.Equal(26050m, await db.ScalarAsync<decimal>("select sum(factures + avoirs) from ca_jours"));
        Assert.Equal(3, await harness.CountAsync("vente_lignes"));
        Assert.Equal(3, await harness.CountAsync("modifications", "sujet = 'Vente' and champ = '+'"));
        Assert.Equal(1, await harness.CountAsync("modifications", "champ = 'LigneVente.TotalHt' and ancien = '200.00' and nouveau like '210%'"));
    }

    [Fact]
    public async Task Ventes_without_a_number_are_not_doubled_and_identical_rows_both_count()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        await harness.ImportAsync(Societes, GenreImport.Entreprises);
        const string NoNumber = "Date facture;Code client;Montant HT\n15/01/2024;C1;10\n15/01/2024;C1;10\n16/01/2024;C1;10\n";

        Counts(3, 0, 0, 0, await harness.ImportAsync(NoNumber, GenreImport.Ventes));
        Counts(0, 0, 3, 0, await harness.ImportAsync(NoNumber, GenreImport.Ventes));

        Assert.Equal(30m, await db.ScalarAsync<decimal>("select sum(montant) from ventes"));
    }

    [Fact]
    public async Task A_number_twice_in_a_file_with_two_amounts_is_refused_the_second_time()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        await harness.ImportAsync(Societes, GenreImport.Entreprises);

        Counts(1, 0, 1, 2, await harness.ImportAsync(
            "Numéro facture;Date facture;Code client;Montant HT\nF1;15/01/2024;C1;10\nF1;15/01/2024;C1;10\nF1;15/01/2024;C1;11\nF1;15/01/2024;C2;10\n", GenreImport.Ventes));
    }

    [Fact]
    public async Task An_avoir_is_of_its_own_client_s_facture_where_two_series_count_alike()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        await harness.ImportAsync(Societes, GenreImport.Entreprises);
        const string Columns = "Série;Numéro facture;Date facture;Code client;Montant HT;Facture liée\n";
        await harness.ImportAsync(Columns + "A;1;15/01/2024;C1;100;\nB;1;15/01/2024;C2;100;\nA;2;15/01/2024;C1;100;\n", GenreImport.Ventes);

        var bilan = await harness.ImportAsync(Columns + "A;3;01/02/2024;C2;-50;1\nA;4;01/02/2024;C2;-50;2\nB;2;02/02/2024;C2;30;\nA;5;03/02/2024;C2;-5;2\n", GenreImport.Ventes);

        Assert.Equal("A3 B1, A4 -, A5 B2", await db.ScalarAsync<string>("""
            select string_agg(a.serie || a.numero || ' ' || coalesce(f.serie || f.numero, '-'), ', ' order by a.numero)
            from ventes a left join ventes f on f.id = a.facture_id where a.type = 'Avoir'
            """));
        Assert.Equal(1, Assert.Single(bilan.Remarques, r => r.Key.StartsWith("Facture d’origine", StringComparison.Ordinal)).Value);
    }

    [Fact]
    public async Task Contacts_are_found_by_email_then_by_name_in_their_company()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        const string People = "Prénom;Nom;Email;Société;Fonction\nJeanne;Martin;jeanne@martin.fr;Martin SA;Gérante\nPaul;Petit;;Martin SA;\nAnne;Roy;contact@martin.fr;Martin SA;\n";

        Counts(3, 0, 0, 0, await harness.ImportAsync(People, GenreImport.Contacts));
        Counts(0, 0, 3, 0, await harness.ImportAsync(People, GenreImport.Contacts));
        Counts(1, 2, 0, 0, await harness.ImportAsync("Prénom;Nom;Email;Société;Fonction\nJeanne;Durand;JEANNE@martin.fr;;Directrice\nPaul;Petit;;Martin SA;Chef\nLuc;Vert;contact@martin.fr;Martin SA;\n", GenreImport.Contacts));

        Assert.Equal(1, await harness.CountAsync("entreprises"));
        Assert.Equal(4, await harness.CountAsync("contacts"));
        Assert.Equal(1, await harness.CountAsync("contacts", "nom_complet = 'Jeanne Durand'"));
        Assert.Equal(1, await harness.CountAsync("contact_liens", "fonction = 'Chef'"));
        Assert.Equal(2, await harness.CountAsync("contact_emails", "adresse = 'contact@martin.fr' and nature = 'Generique'"));
    }

    [Fact]
    public async Task One_flat_file_makes_all_three()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        const string Flat = "Société;Prénom;Nom;Email;N° facture;Date facture;Montant HT\nMartin SA;Jeanne;Martin;j@m.fr;F1;31/01/2024;10\nMartin SA;Jeanne;Martin;j@m.fr;F2;28/02/2024;20\nSans Vente;Luc;Vert;l@v.fr;;;\n";

        var bilan = await harness.ImportAsync(Flat, GenreImport.Mixte);

        Counts(3, 0, 0, 0, bilan);
        Assert.Equal((2, 2, 2), (bilan.Entreprises.Creees, bilan.Contacts.Creees, bilan.Ventes.Creees));
        Assert.Equal(2, await harness.CountAsync("ventes", "contact_id is not null"));
        Counts(0, 0, 3, 0, await harness.ImportAsync(Flat, GenreImport.Mixte));
    }

    [Fact]
    public async Task A_preview_writes_nothing_and_tells_the_rule_of_each_row()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var harness = new ImportHarness(db, organisation);
        var id = await harness.ReceiveAsync(Societes, GenreImport.Entreprises);

        var details = await harness.RunAsync(id, apercu: true);

        Assert.Equal(StatutImport.Verifie, details.Statut);
        Assert.Equal(0, await harness.CountAsync("entreprises"));
        Assert.Equal(0, await harness.CountAsync("modifications"));
        var rows = (await db.Get<ListImportLignes>().RunAsync(organisation.Acteur(), new ListImportLignesRequest(id, true, null, null), Token)).Value;
        Assert.Equal([2, 3, 4, 5], rows.Select(r => (int)r.Ligne));
        Assert.Contains("trouvée par SIRET", rows[2].Texte, StringComparison.Ordinal);
        Assert.Contains("abîmé par Excel", rows[3].Texte, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_worker_gives_its_reasons_in_the_language_of_whoever_started_it()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var id = await new ImportHarness(db, organisation).ReceiveAsync(Societes, GenreImport.Entreprises);
        CultureInfo.CurrentUICulture = new CultureInfo("en-GB");
        var job = (await db.Get<StartImport>().RunAsync(organisation.Acteur(), new StartImportRequest(id, true), Token)).Value;
        CultureInfo.CurrentUICulture = new CultureInfo("fr-FR");
        Assert.True(await db.Get<JobRunner>().RunAsync(organisation.Id, job, Token));

        var rows = (await db.Get<ListImportLignes>().RunAsync(organisation.Acteur(), new ListImportLignesRequest(id, true, null, null), Token)).Value;

        Assert.Contains("(found by SIRET)", rows[2].Texte, StringComparison.Ordinal);
        Assert.Contains("was damaged by Excel", rows[3].Texte, StringComparison.Ordinal);
        Assert.Equal("fr-FR", CultureInfo.CurrentUICulture.Name);
    }

    [Fact]
    public async Task Refused_rows_come_back_as_a_file_that_goes_in_again()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        var id = await harness.ReceiveAsync(Societes, GenreImport.Entreprises);
        await harness.RunAsync(id);

        var refused = await harness.RefusedAsync(id);

        var lines = refused.TrimEnd().Split("\r\n");
        Assert.Equal("Code client;Raison sociale;SIRET;Adresse;Code postal;Ville;Téléphone;Ligne du fichier;Motif du refus", lines[0]);
        Assert.StartsWith("C3;Abîmée;5,20850E+13;;75001;Paris;;5;", Assert.Single(lines[1..]), StringComparison.Ordinal);
        Counts(1, 0, 0, 0, await harness.ImportAsync(refused.Replace("5,20850E+13", "", StringComparison.Ordinal), GenreImport.Entreprises));
    }

    [Fact]
    public async Task The_next_file_with_the_same_columns_gets_the_same_mapping()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        var mapping = new CorrespondanceImport { Colonnes = new Dictionary<string, string?> { ["x"] = "entreprise.nom", ["y"] = "entreprise.commune" } };
        await harness.ImportAsync("x;y\nMartin;Lyon\n", GenreImport.Entreprises, mapping);

        var next = await harness.GetAsync(await harness.ReceiveAsync("x;y\nPetit;Nice\n", GenreImport.Entreprises));

        Assert.Equal(mapping.Colonnes, next.Correspondance.Colonnes);
    }

    [Fact]
    public async Task Hostile_names_go_in_as_they_are_without_signs_that_nobody_sees()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        string[] names = ["<script>alert(1)</script>", "'; drop table entreprises; --", "=1+1", "\u202Etxt.exe", "💩", "Ω≈ç√∫", "undefined", "\u200B\u2060x"];

        Counts(names.Length, 0, 0, 0, await harness.ImportAsync("Nom\n" + string.Concat(names.Select(n => $"\"{n.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n")), GenreImport.Entreprises));

        foreach (var name in names.Select(n => n.Trim('\u202E', '\u200B', '\u2060')))
            Assert.Equal(1, await harness.CountAsync("entreprises", $"raison_sociale = '{name.Replace("'", "''", StringComparison.Ordinal)}'"));
    }

    [Fact]
    public async Task Who_sees_a_part_of_the_client_file_cannot_import()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        await db.ScalarAsync<int>($"insert into reglages_role (tenant_id, id, role, portee) values ('{organisation.Id}', gen_random_uuid(), 'Responsable', 'Siennes')");
        using var content = new MemoryStream("Nom\nA\n"u8.ToArray());

        foreach (var role in new[] { Role.Responsable, Role.Commercial })
            Assert.NotNull((await db.Get<ReceiveImport>().RunAsync(organisation.Acteur(role), new FichierEntrant("a.csv", content, GenreImport.Entreprises, ImportHarness.Origine), Token)).Refus);
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from imports"));
    }

    private static void Counts(long created, long changed, long unchanged, long refused, BilanImport bilan) =>
        Assert.Equal((created, changed, unchanged, refused), (bilan.Creees, bilan.Modifiees, bilan.Inchangees, bilan.Refusees));
}
