using FichierClient.Domain.Imports;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Imports;

/// <summary>Rows whose vente can't be one yet, or can't be read: who they name goes in.</summary>
public class SansVenteTests
{
    private const string Head = "Société;Prénom contact;Nom contact;E-mail contact;Date facture;Montant HT;Statut;Commercial\n";

    private const string Affaires = Head
        + "Alpha;Jean;Dupont;jean@alpha.test;02/03/2026;500;Gagnée;Camille\n"
        + "Alpha;Sophie;Martin;sophie@alpha.test;;300;En cours;Camille\n"
        + "Bêta;Anne;Roy;anne@beta.test;05/03/2026;huit cents;Gagnée;Camille\n"
        + "Région Nord;;;;;800;;\n"
        + "Total;;;;;1600;;\n";

    [Fact]
    public async Task An_open_deal_and_an_unreadable_vente_leave_their_company_and_person()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        var id = await harness.ReceiveAsync(Affaires, GenreImport.Mixte);

        var bilan = await harness.ImportAsync(id);
        Assert.Equal((1L, 2L, 2L, 2L), (bilan.Creees, bilan.SansVente, bilan.Refusees, bilan.SansVenteEcrites));
        Assert.Equal((2L, 3L, 1L), (bilan.Entreprises.Creees, bilan.Contacts.Creees, bilan.Ventes.Creees));
        Assert.Equal(2L, await harness.CountAsync("import_lignes", "issue = 'SansVente' and not est_apercu and texte like 'Vente laissée de côté%nouve%'"));
        Assert.Equal(1L, await harness.CountAsync("import_lignes", "issue = 'Refusee' and not est_apercu and texte like 'Total : C’est une ligne de total%'"));
        Assert.Equal(1L, await harness.CountAsync("import_lignes", "issue = 'SansVente' and not est_apercu and texte like '%importés : Ce n’est pas une vente réalisée%'"));
        // A name and a sum alone may be a subtotal of the list.
        Assert.Equal(0L, await harness.CountAsync("entreprises", "raison_sociale = 'Région Nord'"));
    }

    [Fact]
    public async Task The_row_goes_back_in_corrected_and_makes_nothing_twice()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        var id = await harness.ReceiveAsync(Affaires, GenreImport.Mixte);
        await harness.ImportAsync(id);

        var refused = await harness.RefusedAsync(id);
        Assert.Equal(5, refused.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(4L, (await harness.GetAsync(id)).RefuseesARendre);
        Assert.Contains("huit cents", refused, StringComparison.Ordinal);
        var again = await harness.ImportAsync(refused.Replace("huit cents", "800", StringComparison.Ordinal), GenreImport.Mixte);

        Assert.Equal((1L, 1L, 2L, 0L), (again.Creees, again.SansVente, again.Refusees, again.SansVenteEcrites));
        Assert.Equal((2L, 3L, 2L), (await harness.CountAsync("entreprises"), await harness.CountAsync("contacts"), await harness.CountAsync("ventes")));
    }

    [Fact]
    public async Task A_client_number_of_quite_another_company_changes_none()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        await harness.ImportAsync("Raison sociale;Référence client\nAlpha Matériaux;C1\n", GenreImport.Entreprises);

        var bilan = await harness.ImportAsync("Raison sociale;Référence client;Ville;Date facture;Montant HT;Statut\nZèbre Transport;C1;Lyon;02/03/2026;10;perdue\n", GenreImport.Mixte);
        Assert.Equal((1L, 0L), (bilan.Refusees, bilan.SansVente));
        Assert.Equal(1L, await harness.CountAsync("import_lignes", "not est_apercu and texte like '%Ce n’est pas une vente réalisée%' and texte like '%Alpha%'"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_was_a_contact_while_the_deal_was_open_is_no_second_person_once_it_is_won(bool inOneFile)
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        const string open = ";Eve;Libre;eve@libre.test;;40;En cours;\n", won = ";Eve;Libre;eve@libre.test;02/03/2026;40;Gagnée;\n";
        if (inOneFile) await harness.ImportAsync(Head + open + won, GenreImport.Mixte);
        else
        {
            await harness.ImportAsync(Head + open, GenreImport.Mixte);
            await harness.ImportAsync(Head + won, GenreImport.Mixte);
        }

        Assert.Equal((1L, 1L, 1L), (await harness.CountAsync("entreprises", "est_personne_physique"), await harness.CountAsync("contacts"), await harness.CountAsync("ventes")));
        Assert.Equal(1L, await harness.CountAsync("contact_liens l", "exists (select from entreprises e where e.tenant_id = l.tenant_id and e.id = l.entreprise_id)"));
    }

    [Fact]
    public async Task A_person_whose_deal_is_open_trades_in_nobodys_name()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        var bilan = await harness.ImportAsync(Head + "Alpha;Jean;Dupont;jean@alpha.test;02/03/2026;500;Gagnée;\n;Luc;Seul;luc@seul.test;02/03/2026;50;Gagnée;\n;Eve;Libre;eve@libre.test;;40;En cours;\n", GenreImport.Mixte);

        Assert.Equal((2L, 1L, 0L), (bilan.Creees, bilan.SansVente, bilan.Refusees));
        Assert.Equal(1L, await harness.CountAsync("contacts", "nom = 'Libre'"));
        Assert.Equal(0L, await harness.CountAsync("entreprises", "raison_sociale like '%Libre%'"));
    }

    [Fact]
    public async Task The_seller_of_a_row_is_responsible_for_the_company_that_it_makes()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var harness = new ImportHarness(db, organisation);
        await db.ScalarAsync<int>($"update membres set nom = 'Camille' where tenant_id = '{organisation.Id}'");
        await harness.ImportAsync("Raison sociale;Code postal\nAncienne;35000\n", GenreImport.Entreprises);

        await harness.ImportAsync(Affaires + "Ancienne;Luc;Petit;luc@ancienne.test;05/03/2026;40;Gagnée;Camille\n", GenreImport.Mixte);
        Assert.Equal("Alpha, Bêta", await db.ScalarAsync<string>("select string_agg(e.raison_sociale, ', ' order by 1) from entreprises e join membres m on m.id = e.responsable_id where m.nom = 'Camille'"));
        // Who was there before keeps what it had, also when that is nobody.
        Assert.Equal(1L, await harness.CountAsync("entreprises", "raison_sociale = 'Ancienne' and responsable_id is null"));
    }
}
