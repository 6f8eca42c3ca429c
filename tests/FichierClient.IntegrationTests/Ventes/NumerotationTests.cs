using FichierClient.Application.Common;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Ventes;

public sealed class NumerotationTests
{
    [Fact]
    public async Task Gaps_and_duplicates_of_a_series_are_shown_and_the_trash_is_no_gap()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var acteur = organisation.Acteur();
        var entreprise = await database.AddEntrepriseAsync(organisation, "Dupont");
        var ids = new Dictionary<string, Guid>();
        foreach (var numero in new[] { "FA-2026-0001", "FA-2026-0002", "FA-2026-0005", "FA-2026-0006", "FA-2025-0009", "fa 2026 5", "sans", "99999999999999999999" })
            ids[numero] = await database.Get<CreateVente>().Do(acteur, SaveVenteTests.Facture(entreprise, numero, 1));
        await database.Get<TrashVentes>().Do(acteur, [ids["FA-2026-0006"]]);

        var found = await database.Get<GetNumerotation>().Do(acteur, default);

        var trou = Assert.Single(found.Trous);
        Assert.Equal(("FA-2026-0003", "FA-2026-0004", 2L), (trou.De, trou.A, trou.Manquants));
        Assert.Equal((ids["FA-2026-0002"], ids["FA-2026-0005"]), (trou.AvantId, trou.ApresId));
        var suite = Assert.Single(found.Suites, s => s.Prefixe == "FA-2026-");
        Assert.Equal(("FA-2026-0001", "FA-2026-0006", 4, 2L), (suite.Premier, suite.Dernier, suite.Nombre, suite.Manquants));
        Assert.Equal(["FA-2026-0005", "fa 2026 5"], Assert.Single(found.Doublons).Numeros);
    }

    [Fact]
    public async Task Who_sees_a_part_of_the_ventes_is_not_shown_false_gaps()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        await database.LimitAsync(organisation, Role.Commercial, Portee.Siennes);

        Assert.Equal(RefusKind.Interdit, (await database.Get<GetNumerotation>().Refuse(organisation.Acteur(Role.Commercial), default)).Kind);
    }
}
