using FichierClient.Domain.Common;
using FichierClient.Domain.Ventes;

namespace FichierClient.Application.Ventes;

/// <summary>What a vente amounts to. Ht, Tva, Ttc in the document's currency; Montant and Marge in the organisation's.</summary>
/// <param name="Ht">Before tax.</param>
/// <param name="Tva">VAT.</param>
/// <param name="Ttc">With tax.</param>
/// <param name="ParTaux">Base and VAT by rate.</param>
/// <param name="Montant">What the figures count: negative for an avoir.</param>
/// <param name="Marge">Over the lines whose cost is known; null when none is.</param>
/// <param name="Lignes">HT of each line.</param>
public sealed record VenteTotaux(decimal Ht, decimal Tva, decimal Ttc, IReadOnlyList<TvaParTaux> ParTaux, decimal Montant, decimal? Marge, IReadOnlyList<decimal> Lignes)
{
    /// <summary>The printed TTC is the computed one, but for a cent at each rate.</summary>
    public bool IsTtc(decimal printed) => Math.Abs(printed - Ttc) <= 0.01m * Math.Max(1, ParTaux.Count);

    /// <summary>The totals of a vente that is or isn't saved.</summary>
    public static VenteTotaux Of(Vente vente) => new(
        vente.TotalHt, vente.TotalTva, vente.TotalTtc, vente.TvaParTaux, vente.Montant, MargeOf(vente), [.. vente.Lignes.Select(l => l.TotalHt)]);

    private static decimal? MargeOf(Vente vente)
    {
        var known = vente.Lignes.Where(l => l.CoutUnitaire is not null).ToList();
        var sign = vente.Type == TypeVente.Avoir ? -1 : 1;
        return known.Count == 0 ? null : known.Sum(l => l.Montant - sign * Argent.Round(l.Quantite * l.CoutUnitaire!.Value));
    }
}

/// <summary>Totals while typing, by the same arithmetic as what is saved.</summary>
public static class VenteSaisieTotaux
{
    /// <summary>Unfinished lines count for what is typed of them; nothing throws.</summary>
    public static VenteTotaux Totaux(this VenteSaisie saisie)
    {
        var vente = new Vente(Guid.AllBitsSet, saisie.Type, Guid.Empty, saisie.Date ?? default);
        try
        {
            vente.ReplaceLignes([.. saisie.Lignes.Select(l => l.ToLigne() with { Remise = Math.Clamp(l.Remise ?? 0, 0, 100), TauxTva = Math.Clamp(l.TauxTva ?? 0, 0, 100) })]);
            vente.ChangeDevise("EUR", saisie.Taux is > 0 ? saisie.Taux.Value : 1);
            return VenteTotaux.Of(vente);
        }
        catch (OverflowException)
        {
            // Absurd numbers are refused by the validator; the form shows zero meanwhile.
            return new VenteTotaux(0, 0, 0, [], 0, null, [.. saisie.Lignes.Select(_ => 0m)]);
        }
    }
}
