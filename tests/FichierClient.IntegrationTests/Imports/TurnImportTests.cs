using FichierClient.Application.Common;
using FichierClient.Application.Imports;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Imports;

/// <summary>A client a row and a month a column: turned, the file becomes one vente a row and month.</summary>
public sealed class TurnImportTests
{
    private const string Table = "Client;Janvier;Février;Mars\nDupont;100;;50,5\nMartin;0;20;\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Months_without_a_year_ask_for_it_and_become_ventes_of_their_first_day()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var harness = new ImportHarness(db, organisation);
        var id = await harness.ReceiveAsync(Table, GenreImport.Entreprises);
        var turn = db.Get<TurnImport>();

        Assert.Equal(RefusKind.Regle, (await turn.RunAsync(organisation.Acteur(), new TurnImportRequest(id, true), Token)).Refus?.Kind);
        Assert.Null((await turn.RunAsync(organisation.Acteur(), new TurnImportRequest(id, true, 2025), Token)).Refus);
        var details = await harness.GetAsync(id);
        Assert.Equal((GenreImport.Ventes, 3L, 0), (details.Genre, details.Fichier!.Rows, details.Manques.Count));
        await db.Get<MapImport>().Do(organisation.Acteur(), new MapImportRequest(id, GenreImport.Ventes, details.Correspondance with { CreerEntreprises = true, TauxTva = 20 }));
        var bilan = await harness.ImportAsync(id);

        Assert.Equal((3L, 0L), (bilan.Creees, bilan.Refusees));
        Assert.Equal(1, await harness.CountAsync("ventes", "date = '2025-03-01' and total_ht = 50.5"));
        Assert.Equal(1, await harness.CountAsync("ventes", "date = '2025-02-01' and total_ht = 20"));

        // The same table again is the same ventes: nothing comes twice.
        var again = await harness.ReceiveAsync(Table, GenreImport.Ventes);
        await db.Get<TurnImport>().Do(organisation.Acteur(), new TurnImportRequest(again, true, 2025));
        var second = await harness.ImportAsync(again);
        Assert.Equal((0L, 3L), (second.Creees, second.Inchangees));
    }

    [Fact]
    public async Task It_is_read_as_it_is_again_and_another_table_is_not_turned()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var harness = new ImportHarness(db, organisation);
        var id = await harness.ReceiveAsync(Table, GenreImport.Mixte);
        await db.Get<TurnImport>().Do(organisation.Acteur(), new TurnImportRequest(id, true, 2025));

        await db.Get<TurnImport>().Do(organisation.Acteur(), new TurnImportRequest(id, false));

        Assert.Equal(["Client", "Janvier", "Février", "Mars"], (await harness.GetAsync(id)).Fichier!.Headers);
        var other = await harness.ReceiveAsync("Nom;Ville\nDupont;Lyon\n", GenreImport.Entreprises);
        Assert.Equal(RefusKind.Regle, (await db.Get<TurnImport>().Refuse(organisation.Acteur(), new TurnImportRequest(other, true))).Kind);
        Assert.Equal(RefusKind.Interdit, (await db.Get<TurnImport>().Refuse(organisation.Acteur(Role.Lecteur), new TurnImportRequest(other, true))).Kind);
    }
}
