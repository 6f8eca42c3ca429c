using FichierClient.Domain.Imports;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Imports;

/// <summary>Files of other programs, imported as they are: what is in the client file then.</summary>
public sealed class LayoutImportTests : IAsyncLifetime
{
    private TestDatabase db = default!;
    private ImportHarness harness = default!;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        harness = new ImportHarness(db, await db.AddOrganisationAsync());
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

    [Fact]
    public async Task A_name_made_from_a_site_never_replaces_a_real_one()
    {
        await harness.ImportAsync("Nom;Site\nAlpha Outils;alpha-outils.fr\n", GenreImport.Entreprises);

        var bilan = await harness.ImportAsync("Domain,Company,Telephones\nalpha-outils.fr,,+33 1 23 45 67 89\n", GenreImport.Entreprises);

        Assert.Equal((0L, 1L), (bilan.Creees, bilan.Modifiees));
        Assert.Equal("Alpha Outils", await db.ScalarAsync<string>("select raison_sociale from entreprises"));
    }
}
