using FichierClient.Application.Ventes;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using FichierClient.IntegrationTests.Infrastructure;
using static FichierClient.IntegrationTests.Ventes.SaveVenteTests;

namespace FichierClient.IntegrationTests.Ventes;

public sealed class SoldeFactureTests
{
    [Fact]
    public async Task Avoirs_credit_no_more_than_the_facture_and_keep_it_from_going_alone()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur(Role.Administrateur);
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var facture = await database.Get<CreateVente>().Do(acteur, Facture(entreprise, "F-1", 100));
        CreateVenteRequest Avoir(string numero, decimal prix)
        {
            var request = Facture(entreprise, numero, prix);
            (request.Type, request.FactureId) = (TypeVente.Avoir, facture);
            return request;
        }

        var first = await database.Get<CreateVente>().Do(acteur, Avoir("A-1", 60));
        var refus = await database.Get<CreateVente>().Refuse(acteur, Avoir("A-2", 40.01m));
        var second = await database.Get<CreateVente>().Do(acteur, Avoir("A-2", 40));

        Assert.Contains("40.00", refus.Message, StringComparison.Ordinal);
        async Task<ChangeStatutVenteRequest> CancelAsync(Guid id) => new(id, (await Get(database, acteur, id)).Lue, StatutVente.Annulee);
        Assert.Contains("A-1, A-2", (await database.Get<ChangeStatutVente>().Refuse(acteur, await CancelAsync(facture))).Message, StringComparison.Ordinal);
        Assert.Contains("A-1, A-2", (await database.Get<TrashVentes>().Refuse(acteur, [facture])).Message, StringComparison.Ordinal);
        await database.Get<ChangeStatutVente>().Do(acteur, await CancelAsync(second));
        await database.Get<CreateVente>().Do(acteur, Avoir("A-3", 40));
        var reopened = await database.Get<ChangeStatutVente>().Refuse(acteur, new ChangeStatutVenteRequest(second, (await Get(database, acteur, second)).Lue, StatutVente.Brouillon));
        Assert.Contains("0.00", reopened.Message, StringComparison.Ordinal);
        var all = (await Get(database, acteur, facture)).Avoirs.Select(a => a.Id).Append(facture).ToList();
        Assert.Equal(all.Count, await database.Get<TrashVentes>().Do(acteur, all));
    }
}
