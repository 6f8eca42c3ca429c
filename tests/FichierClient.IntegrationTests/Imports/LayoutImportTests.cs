using FichierClient.Application.Entreprises;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Oppositions;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Imports;

/// <summary>Files of other programs, imported as they are: what is in the client file then.</summary>
public sealed class LayoutImportTests : IAsyncLifetime
{
    private TestDatabase db = default!;
    private TestOrganisation organisation = default!;
    private ImportHarness harness = default!;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        harness = new ImportHarness(db, organisation);
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    [Theory]
    [InlineData(GenreImport.Entreprises)]
    [InlineData(GenreImport.Contacts)]
    [InlineData(GenreImport.Mixte)]
    public async Task Odoos_partners_make_companies_and_their_contacts_in_any_order_and_a_second_time_nothing(GenreImport genre)
    {
        const string File = "ID,Name,Company Type,Related Company,Address Type,Street,City,ZIP,Country,Phone,Mobile,Email\n"
            + "p2,Bob,Individual,Épicerie du Port,Contact,,,,,,0612345678,\n"
            + "p1,Épicerie du Port,Company,,,1 rue A,Brest,29200,France,0298000001,,\n"
            + "p3,Entrepôt,Individual,Épicerie du Port,Delivery Address,9 quai B,Brest,29200,France,0298000002,,quai@epicerie-port.fr\n"
            + "p4,Colin Seul,Individual,,,,,,,,,colin@gmail.com\n";

        var bilan = await harness.ImportAsync(File, genre);

        Assert.Equal((0L, 1L, 3L), (bilan.Refusees, bilan.Entreprises.Creees, bilan.Contacts.Creees));
        Assert.Equal("p1 29200 9 quai B", await db.ScalarAsync<string>("select reference || ' ' || facturation_code_postal || ' ' || livraison_voie from entreprises where raison_sociale = 'Épicerie du Port'"));
        Assert.Equal(2L, await harness.CountAsync("contact_liens"));
        Assert.Equal(4L, (await harness.ImportAsync(File, genre)).Inchangees);
    }

    [Fact]
    public async Task A_shops_orders_become_ventes_of_companies_and_of_buyers()
    {
        var bilan = await harness.ImportAsync(
            "Name,Email,Financial Status,Currency,Subtotal,Taxes,Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing Name,Billing Company,Billing Zip,Billing Country\n"
            + "#1001,i@shop-x.fr,paid,EUR,100.00,20.00,2024-03-21 09:58:00 +0100,2,Chaise,30.00,Ines Shop,Shop X,'59000,FR\n"
            + "#1001,i@shop-x.fr,,,,,2024-03-21 09:58:00 +0100,1,Table,40.00,,,,\n"
            + "#1002,b@gmail.com,paid,EUR,10.00,2.00,2024-03-22 09:58:00 +0100,1,Vase,10.00,Bob Privé,,'75001,FR\n", GenreImport.Mixte);

        Assert.Equal((0L, 2L, 2L), (bilan.Refusees, bilan.Entreprises.Creees, bilan.Ventes.Creees));
        Assert.Equal("Bob Privé true 10.00 1, Shop X false 100.00 2", await db.ScalarAsync<string>("""
            select string_agg(e.raison_sociale || ' ' || e.est_personne_physique || ' ' || v.montant || ' ' || (select count(*) from vente_lignes l where l.vente_id = v.id), ', ' order by e.raison_sociale)
            from ventes v join entreprises e on e.id = v.entreprise_id
            """));
    }

    [Theory]
    [InlineData("170.00,10.00,36.00,216.00", "10,Vis,5.00", "20,Ecrou,6.00", "Vis 50.00 20, Ecrou 120.00 20, Port 10.00 20")]
    [InlineData("204.00,12.00,36.00,216.00", "10,Vis,6.00", "20,Ecrou,7.20", "Vis 50.00 20, Ecrou 120.00 20, Port 10.00 20")]
    [InlineData("170.00,10.00,36.00,216.00", "1,Lot,170.00", null, "Lot 170.00 20, Port 10.00 20")]
    [InlineData("170.00,10.00,36.00,216.00", "10,Vis,6.00", "20,Ecrou,6.00", "Vis 60.00 20, Ecrou 120.00 20, Remise -10.00 20, Port 10.00 20", "10.00")]
    [InlineData("204.00,12.00,36.00,216.00", "10,Vis,7.20", "20,Ecrou,7.20", "Vis 60.00 20, Ecrou 120.00 20, Remise -10.00 20, Port 10.00 20", "12.00")]
    public async Task Postage_and_discount_are_the_last_lines_of_a_shops_order_and_a_second_time_nothing_changes(string sums, string first, string? second, string expected, string discount = "0.00")
    {
        var file = "Name,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing Name,Billing Company\n"
            + $"#1,paid,EUR,{sums},{discount},2026-01-15 09:58:00 +0100,{first},Jean Dupont,Alpha\n" + (second is null ? "" : $"#1,,,,,,,,2026-01-15 09:58:00 +0100,{second},,\n");

        await harness.ImportAsync(file, GenreImport.Mixte);

        Assert.Equal(expected, await db.ScalarAsync<string>("select string_agg(designation || ' ' || total_ht::numeric(12,2) || ' ' || taux_tva::numeric(4,0), ', ' order by position) from vente_lignes"));
        Assert.Equal((180m, 216m), (await db.ScalarAsync<decimal>("select montant from ventes"), await db.ScalarAsync<decimal>("select total_ttc from ventes")));
        Assert.Equal(second is null ? 1L : 2L, (await harness.ImportAsync(file, GenreImport.Mixte)).Inchangees);
    }

    [Fact]
    public async Task A_persons_empty_cells_empty_nothing_of_her_company_and_her_writing_of_its_name_renames_nothing()
    {
        const string File = "Name,Company Type,Related Company,Street,City,ZIP,Website,Email\n"
            + "Épicerie du Port,Company,,1 rue A,Brest,29200,epicerie-port.fr,info@epicerie-port.fr\nBob,Individual,Epicerie du Port,,,,,\n";
        string[] erasing = ["entreprise.adresse", "entreprise.commune", "entreprise.code_postal", "entreprise.site", "entreprise.email"];
        var proposed = (await harness.GetAsync(await harness.ReceiveAsync(File, GenreImport.Entreprises))).Correspondance!;

        var bilan = await harness.ImportAsync(File, GenreImport.Entreprises, proposed with { Regles = erasing.ToDictionary(c => c, _ => RegleChamp.Vider) });

        Assert.Equal((2L, 0L), (bilan.Creees, bilan.Refusees));
        Assert.Equal("Épicerie du Port 1 rue A Brest 29200 epicerie-port.fr info@epicerie-port.fr",
            await db.ScalarAsync<string>("select concat_ws(' ', raison_sociale, facturation_voie, facturation_commune, facturation_code_postal, site, email) from entreprises"));
        Assert.Equal(2L, (await harness.ImportAsync(File, GenreImport.Entreprises)).Inchangees);
    }

    [Fact]
    public async Task A_person_leads_by_number_to_a_company_that_stands_further_down()
    {
        var bilan = await harness.ImportAsync("id,name,is_company,parent_id/id,email,city\nx2,Anne Roux,False,x1,a@deco-x.fr,\nx1,Deco,True,,,Lyon\nx3,Luc Sans,False,x9,l@deco-x.fr,\n", GenreImport.Entreprises);

        Assert.Equal((1L, 1L, 1L), (bilan.Entreprises.Creees, bilan.Contacts.Creees, bilan.Refusees));
        Assert.Equal("x1 Lyon", await db.ScalarAsync<string>("select reference || ' ' || facturation_commune from entreprises where raison_sociale = 'Deco'"));
    }

    [Fact]
    public async Task A_payment_row_says_nothing_of_the_invoice_that_it_pays()
    {
        var bilan = await harness.ImportAsync("Date;Type;N° de pièce;Client;Libellé;Montant HT\n"
            + "01/02/2026;Facture;F1;Alpha;Pose;100\n01/02/2026;Facture;F1;Alpha;Frais;50\n05/02/2026;Paiement;F1;Alpha;Règlement;150\n02/02/2026;Facture;F2;Alpha;Pose;10\n", GenreImport.Mixte);

        Assert.Equal((1L, 2L), (bilan.Refusees, bilan.Ventes.Creees));
        Assert.Equal(150m, await db.ScalarAsync<decimal>("select montant from ventes where numero = 'F1'"));
    }

    [Fact]
    public async Task A_sale_without_its_company_goes_to_that_of_the_buyers_contact_and_else_the_report_says_who_became_one()
    {
        await harness.ImportAsync("Société;Prénom;Nom contact;E-mail contact\nAlpha;Jean;Dupont;j@alpha-x.fr\n", GenreImport.Mixte);

        var bilan = await harness.ImportAsync("Date;N° facture;Montant HT;Société;Prénom;Nom contact;E-mail contact\n"
            + "01/02/2026;F1;100;;Jean;Dupont;j@alpha-x.fr\n02/02/2026;F2;50;Beta;Luc;Petit;l@beta-x.fr\n03/02/2026;F3;60;;Luc;Petit;l@beta-x.fr\n04/02/2026;F4;70;;Zoé;Brun;z@free.fr\n", GenreImport.Mixte);

        Assert.Equal((0L, 2L), (bilan.Refusees, bilan.Entreprises.Creees));
        Assert.Equal([1L, 2L], bilan.Remarques.Where(r => r.Key.StartsWith("Sans société", StringComparison.Ordinal)).Select(r => r.Value).Order());
        Assert.Equal("Alpha F1, Beta F2, Beta F3, Zoé Brun F4", await db.ScalarAsync<string>("select string_agg(e.raison_sociale || ' ' || v.numero, ', ' order by v.numero) from ventes v join entreprises e on e.id = v.entreprise_id"));
    }

    [Fact]
    public async Task A_cell_that_is_read_for_an_entreprise_and_its_person_is_told_once()
    {
        var bilan = await harness.ImportAsync("Type;Nom;Prénom;SIRET;Téléphone\nParticulier;Martin;Anne;73282932000074;voir fiche\n", GenreImport.Entreprises);

        Assert.Equal(1L, bilan.Remarques.Single(r => r.Key.Contains("Téléphone", StringComparison.Ordinal)).Value);
    }

    [Fact]
    public async Task An_erased_person_is_known_by_any_address_of_who_trades_in_their_own_name()
    {
        await using (var dpo = db.Contexts.Open(organisation.Id, organisation.Membres[Role.Dpo]))
            await db.Get<InscriptionOpposition>().AddAsync(dpo, [IdentifiantPersonne.Email("privee@bob.fr")], InscriptionOpposition.Tous, NatureOpposition.Effacement, "Effacement", TestContext.Current.CancellationToken);

        var id = await harness.ReceiveAsync("Type;Nom;Prénom;SIRET;Email;Email 2\nParticulier;Brun;Bob;73282932000074;b@bob.fr;privee@bob.fr\n", GenreImport.Entreprises);

        Assert.Equal((1L, 0L), ((await harness.RunAsync(id)).Bilan!.Effacees, await harness.CountAsync("entreprises")));
    }

    [Fact]
    public async Task Numbers_come_in_and_go_out_in_the_order_of_the_file_and_a_further_one_comes_last()
    {
        string[] numbers = [.. Enumerable.Range(0, 12).Select(i => $"01 42 00 00 {(i * 5) % 12:00}")];
        await harness.ImportAsync($"Nom;Telephones\nAlpha;{string.Join(" / ", numbers)}\n", GenreImport.Entreprises);
        await harness.ImportAsync("Nom;Telephones\nAlpha;01 42 00 00 99\n", GenreImport.Entreprises);

        var id = await db.ScalarAsync<Guid>("select id from entreprises");
        Assert.Equal([.. numbers, "01 42 00 00 99"], (await db.Get<GetEntreprise>().Do(organisation.Acteur(), id)).Telephones.Select(t => t.Saisie));
        Assert.Equal([.. numbers, "01 42 00 00 99"], (await db.Get<GetEntrepriseSaisie>().Do(organisation.Acteur(), id)).Saisie.Telephones.Select(t => t.Numero));
    }

    [Fact]
    public async Task A_name_made_from_a_site_never_replaces_a_real_one()
    {
        await harness.ImportAsync("Nom;Site\nAlpha Outils;alpha-outils.fr\n", GenreImport.Entreprises);

        var bilan = await harness.ImportAsync("Domain,Company,Telephones\nalpha-outils.fr,,+33 1 23 45 67 89\n", GenreImport.Entreprises);

        Assert.Equal((0L, 1L), (bilan.Creees, bilan.Modifiees));
        Assert.Equal("Alpha Outils", await db.ScalarAsync<string>("select raison_sociale from entreprises"));
    }

    [Fact]
    public async Task Two_people_of_one_address_stay_two_and_one_person_stays_one()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        await harness.ImportAsync("Prénom;Nom;E-mail\nJean;Dupont;j.dupont@alpha.test\nMax;Roy;max@beta.test\nLuc;Petit;luc@gamma.test\n", GenreImport.Contacts);
        var bilan = await harness.ImportAsync("Prénom;Nom;E-mail\nJeanne;Dupont;j.dupont@alpha.test\nMaxime;Roy;max@beta.test\nLuc;Petit-Martin;luc@gamma.test\n", GenreImport.Contacts);

        Assert.Equal((1L, 2L), (bilan.Creees, bilan.Modifiees));
        Assert.Equal("Jean Dupont, Jeanne Dupont, Luc Petit-Martin, Maxime Roy", await db.ScalarAsync<string>("select string_agg(prenom || ' ' || nom, ', ' order by prenom) from contacts"));
    }
}
