using FichierClient.Application.Figures;

namespace FichierClient.UnitTests.Figures;

public sealed class DefinitionsTests
{
    [Fact]
    public void A_leap_day_looks_back_to_28_February() => Assert.Equal(new DateOnly(2023, 2, 28), Definitions.Veille(new DateOnly(2024, 2, 29)));
}
