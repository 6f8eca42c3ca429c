using FichierClient.Domain.Ventes;

namespace FichierClient.UnitTests.Ventes;

public sealed class NumeroVenteTests
{
    [Theory]
    [InlineData("FA-2026-0042", "FA-2026-0043")]
    [InlineData("F-9", "F-10")]
    [InlineData("0099", "0100")]
    [InlineData("FA-2026-0042 bis", null)]
    [InlineData("1234567890123456", null)]
    [InlineData(null, null)]
    public void The_next_number_counts_on_in_the_same_width(string? last, string? next) => Assert.Equal(next, NumeroVente.Parse(last)?.Suivant.ToString());

    [Theory]
    [InlineData("FA-2026-0042", 2026, 2027, "FA-2027-0001")]
    [InlineData("FA-2026-0042", 2026, 2026, "FA-2026-0043")]
    [InlineData("F-42", 2026, 2027, "F-43")]
    public void Numbers_that_name_their_year_begin_again_with_the_next(string last, int given, int today, string next) =>
        Assert.Equal(next, NumeroVente.Parse(last)!.Value.DansAnnee(given, today).Suivant.ToString());
}
