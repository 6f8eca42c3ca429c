using FichierClient.Application.Imports;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Domain.Common;
using FichierClient.Domain.Imports;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Imports;

public sealed class AnswersImportTests
{
    [Fact]
    public async Task An_answer_is_taken_over_by_the_next_file_which_names_where_it_comes_from_and_takes_another()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var harness = new ImportHarness(db, organisation);
        var columns = new Dictionary<string, string?> { ["Invoice"] = "vente.numero", ["Customer"] = "entreprise.nom", ["Day"] = "vente.date", ["Amount"] = "vente.montant_ht" };
        await harness.ImportAsync("Invoice,Customer,Day,Amount\nF1,Zeta,03/04/2025,12.50\n", GenreImport.Ventes, new CorrespondanceImport { Colonnes = columns, Dates = OrdreDate.MoisJour, CreerEntreprises = true });

        var next = await harness.GetAsync(await harness.ReceiveAsync("Invoice,Customer,Day,Amount\nF2,Zeta,05/06/2025,12.50\n", GenreImport.Ventes));
        var choice = Assert.Single(next.Choix);
        await db.Get<MapImport>().Do(organisation.Acteur(), new MapImportRequest(next.Id, next.Genre, choice.Lectures[0].Correspondance));

        Assert.Equal("MoisJour", choice.Reponse);
        Assert.Equal(OrdreDate.MoisJour, next.Precedent!.Correspondance.Dates);
        Assert.Equal("JourMois", Assert.Single((await harness.GetAsync(next.Id)).Choix).Reponse);
        await harness.RunAsync(next.Id);
        Assert.Equal("2025-03-04 2025-06-05", await db.ScalarAsync<string>($"select string_agg(date::text, ' ' order by numero) from ventes where tenant_id = '{organisation.Id}'"));
    }
}
