using FichierClient.Application.Ventes;
using FichierClient.Domain.Ventes;

namespace FichierClient.UnitTests.Ventes;

public sealed class VenteSaisieTests
{
    private static readonly VenteSaisieValidator Validator = new();

    [Fact]
    public void An_empty_form_says_what_is_missing_at_each_field() =>
        Assert.Equal(["EntrepriseId", "Date", "Lignes[0].Designation", "Lignes[0].PrixUnitaireHt"], Errors(new VenteSaisie()));

    [Fact]
    public void Totals_while_typing_are_those_that_are_saved()
    {
        var saisie = Vente(new() { Designation = "A", Quantite = 3, PrixUnitaireHt = 33.335m, TauxTva = 20 }, new() { Designation = "B", Quantite = 1, PrixUnitaireHt = 10, Remise = 50, TauxTva = 5.5m });

        var totaux = saisie.Totaux();

        Assert.Equal([100.01m, 5.00m], totaux.Lignes);
        Assert.Equal((105.01m, 20.28m, 125.29m), (totaux.Ht, totaux.Tva, totaux.Ttc));
        Assert.Equal([(5.5m, 5.00m, 0.28m), (20m, 100.01m, 20.00m)], totaux.ParTaux.Select(t => (t.Taux, t.Base, t.Tva)));
    }

    [Fact]
    public void The_margin_is_that_of_the_lines_whose_cost_is_known()
    {
        var saisie = Vente(new() { Designation = "A", Quantite = 2, PrixUnitaireHt = 100, CoutUnitaire = 60 }, new() { Designation = "B", PrixUnitaireHt = 50 });

        Assert.Equal(80m, saisie.Totaux().Marge);
        saisie.Type = TypeVente.Avoir;
        Assert.Equal((-250m, -80m), (saisie.Totaux().Montant, saisie.Totaux().Marge));
        Assert.Null(Vente(new LigneVenteSaisie { Designation = "B", PrixUnitaireHt = 50 }).Totaux().Marge);
    }

    [Fact]
    public void A_rate_brings_the_amount_to_the_organisations_currency()
    {
        var saisie = Vente(new LigneVenteSaisie { Designation = "A", PrixUnitaireHt = 100 });
        (saisie.Devise, saisie.Taux) = ("USD", 0.9m);

        Assert.Equal((100m, 90m), (saisie.Totaux().Ht, saisie.Totaux().Montant));
    }

    [Theory]
    [InlineData(120.00, true)]
    [InlineData(120.01, true)]
    [InlineData(120.02, false)]
    public void The_printed_total_is_the_computed_one_but_for_a_cent_a_rate(double printed, bool right)
    {
        var saisie = Vente(new LigneVenteSaisie { Designation = "A", PrixUnitaireHt = 100 });
        saisie.TtcImprime = (decimal)printed;

        Assert.Equal(right ? [] : ["TtcImprime"], Errors(saisie));
    }

    [Fact]
    public void A_facture_credits_no_facture()
    {
        var saisie = Vente(new LigneVenteSaisie { Designation = "A", PrixUnitaireHt = 100 });
        saisie.FactureId = Guid.NewGuid();

        Assert.Equal(["FactureId"], Errors(saisie));
        saisie.Type = TypeVente.Avoir;
        Assert.Empty(Errors(saisie));
    }

    [Fact]
    public void Absurd_numbers_are_refused_and_the_form_still_shows_a_total()
    {
        var saisie = Vente(new LigneVenteSaisie { Designation = "A", Quantite = 999_999_999, PrixUnitaireHt = decimal.MaxValue });

        Assert.Equal(["Lignes[0].PrixUnitaireHt"], Errors(saisie));
        Assert.Equal(0, saisie.Totaux().Ttc);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("eur")]
    [InlineData("EURO")]
    public void A_currency_is_three_capitals(string? devise)
    {
        var saisie = Vente(new LigneVenteSaisie { Designation = "A", PrixUnitaireHt = 100 });
        saisie.Devise = devise;

        Assert.Contains("Devise", Errors(saisie));
    }

    private static VenteSaisie Vente(params LigneVenteSaisie[] lignes) => new() { EntrepriseId = Guid.NewGuid(), Date = new(2026, 1, 1), Lignes = [.. lignes] };

    private static IEnumerable<string> Errors(VenteSaisie saisie) => Validator.Validate(saisie).Errors.Select(e => e.PropertyName);
}
