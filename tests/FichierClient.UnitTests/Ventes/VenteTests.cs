using FichierClient.Domain.Common;
using FichierClient.Domain.Ventes;

namespace FichierClient.UnitTests.Ventes;

public sealed class VenteTests
{
    private static readonly Guid Tenant = Guid.NewGuid();
    private static readonly Guid Client = Guid.NewGuid();
    private static readonly DateOnly Day = new(2026, 3, 31);

    [Fact]
    public void A_line_is_rounded_to_the_cent_half_away_from_zero()
    {
        var vente = Facture(new LigneSaisie("Vis", 3, 0.335m), new LigneSaisie("Écrou", 1, 0.125m));

        Assert.Equal([1.01m, 0.13m], vente.Lignes.Select(l => l.TotalHt));
        Assert.Equal(1.14m, vente.TotalHt);
    }

    [Fact]
    public void A_discount_lowers_the_line_before_it_is_rounded()
    {
        var vente = Facture(new LigneSaisie("Étude", 1, 99.99m) { Remise = 12.5m });

        Assert.Equal(87.49m, vente.TotalHt);
    }

    [Fact]
    public void Vat_is_counted_on_the_base_of_each_rate()
    {
        var vente = Facture(
            new LigneSaisie("A", 1, 10.03m) { TauxTva = 20 },
            new LigneSaisie("B", 1, 10.03m) { TauxTva = 20 },
            new LigneSaisie("C", 1, 100m) { TauxTva = 5.5m });

        Assert.Equal([new TvaParTaux(5.5m, 100m, 5.5m), new TvaParTaux(20, 20.06m, 4.01m)], vente.TvaParTaux);
        Assert.Equal(129.57m, vente.TotalTtc);
    }

    [Fact]
    public void A_credit_note_counts_negatively()
    {
        var avoir = new Vente(Tenant, TypeVente.Avoir, Client, Day);
        avoir.ReplaceLignes([new LigneSaisie("Retour", 2, 50m)]);

        Assert.Equal(100m, avoir.TotalHt);
        Assert.Equal(-100m, avoir.Montant);
    }

    [Fact]
    public void A_foreign_currency_is_converted_line_by_line_so_that_the_lines_add_up_to_the_vente()
    {
        var vente = Facture(new LigneSaisie("A", 1, 0.10m), new LigneSaisie("B", 1, 0.10m));

        vente.ChangeDevise("USD", 0.85m);

        Assert.Equal([0.09m, 0.09m], vente.Lignes.Select(l => l.Montant));
        Assert.Equal(0.18m, vente.Montant);
        Assert.Equal(0.20m, vente.TotalHt);
    }

    [Theory]
    [InlineData(120.00, true)]
    [InlineData(120.01, true)]
    [InlineData(120.02, false)]
    public void A_printed_total_may_differ_by_a_cent_per_rate(double printed, bool accepted)
    {
        var vente = Facture(new LigneSaisie("A", 1, 100m) { TauxTva = 20 });

        var check = Record.Exception(() => vente.CheckTtc((decimal)printed));

        Assert.Equal(accepted, check is null);
    }

    [Fact]
    public void A_vente_is_validated_with_a_number_a_line_and_a_total_that_is_not_negative()
    {
        Assert.Equal("Vente_sans_numero", Refusal(new Vente(Tenant, TypeVente.Facture, Client, Day)));
        Assert.Equal("Vente_sans_ligne", Refusal(Numbered(new Vente(Tenant, TypeVente.Facture, Client, Day))));
        Assert.Equal("Vente_negative", Refusal(Numbered(Facture(new LigneSaisie("Remise", 1, -5m)))));

        static string Refusal(Vente vente) => Assert.Throws<DomainException>(vente.Validate).Key;
    }

    [Fact]
    public void Only_a_valid_vente_that_is_not_in_the_trash_counts()
    {
        var vente = Numbered(Facture(new LigneSaisie("A", 1, 1m)));
        Assert.False(vente.Compte);
        vente.Validate();
        Assert.True(vente.Compte);
        vente.MoveToTrash(DateTimeOffset.UnixEpoch);
        Assert.False(vente.Compte);
        vente.Restore();
        vente.Cancel();
        Assert.False(vente.Compte);
    }

    [Fact]
    public void Only_a_credit_note_is_linked_to_an_invoice()
    {
        var facture = Facture(new LigneSaisie("A", 1, 1m));

        Assert.Equal("Facture_liee_a_facture", Assert.Throws<DomainException>(() => facture.Credit(Guid.NewGuid())).Key);
    }

    [Fact]
    public void Replacing_the_lines_reuses_rows_by_position()
    {
        var vente = Facture(new LigneSaisie("A", 1, 1m), new LigneSaisie("B", 1, 2m), new LigneSaisie("C", 1, 3m));
        var first = vente.Lignes[0].Id;

        vente.ReplaceLignes([new LigneSaisie("D", 2, 5m)]);

        var ligne = Assert.Single(vente.Lignes);
        Assert.Equal((first, "D", 10m), (ligne.Id, ligne.Designation, vente.TotalHt));
    }

    private static Vente Facture(params LigneSaisie[] lignes)
    {
        var vente = new Vente(Tenant, TypeVente.Facture, Client, Day);
        vente.ReplaceLignes(lignes);
        return vente;
    }

    private static Vente Numbered(Vente vente)
    {
        vente.Number("", "F-1");
        return vente;
    }
}
