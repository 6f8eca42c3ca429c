using FichierClient.Application.Figures;
using FichierClient.Domain.Entreprises;

namespace FichierClient.UnitTests.Figures;

public sealed class DefinitionsTests
{
    private static readonly DateOnly Today = new(2026, 3, 15);

    [Theory]
    [InlineData(2026, 3, 15, StatutEntreprise.Client)]
    [InlineData(2025, 3, 16, StatutEntreprise.Client)]
    [InlineData(2025, 3, 15, StatutEntreprise.AncienClient)]
    public void A_client_has_a_facture_after_the_same_day_one_year_ago(int year, int month, int day, StatutEntreprise expected) =>
        Assert.Equal(expected, Definitions.Statut(new DateOnly(year, month, day), Today));

    [Fact]
    public void Without_a_facture_it_is_a_prospect() => Assert.Equal(StatutEntreprise.Prospect, Definitions.Statut(EntrepriseStats.Jamais, Today));

    [Fact]
    public void Without_a_previous_year_there_is_no_evolution() => Assert.Null(Definitions.Evolution(100, 0));

    [Fact]
    public void Evolution_is_the_ratio_to_the_previous_year() => Assert.Equal(-0.25m, Definitions.Evolution(75, 100));

    [Fact]
    public void A_leap_day_looks_back_to_28_February() => Assert.Equal(new DateOnly(2023, 2, 28), Definitions.Veille(new DateOnly(2024, 2, 29)));
}
