using FichierClient.Application.Common;
using FichierClient.Application.Ventes;

namespace FichierClient.UnitTests.Ventes;

public sealed class ProduitSaisieTests
{
    [Fact]
    public void A_produit_has_a_reference_a_name_and_a_rate() =>
        Assert.Equal(["Sku", "Nom", "TauxTva"], new ProduitSaisieValidator().Validate(new ProduitSaisie { TauxTva = null }).Errors.Select(e => e.PropertyName));

    [Theory]
    [InlineData(100, 60, 40, 0.4)]
    [InlineData(100, null, null, null)]
    [InlineData(null, 60, null, null)]
    [InlineData(0, 60, -60, null)]
    [InlineData(50, 60, -10, -0.2)]
    public void The_margin_is_known_when_price_and_cost_are(int? prix, int? cout, int? marge, double? taux)
    {
        var row = new ProduitRow(Guid.Empty, new VersionLue(0, default), "A", "A", prix, cout, 20, EstActif: true);

        Assert.Equal((marge, taux), ((int?)row.Marge, (double?)row.TauxDeMarge));
    }
}
