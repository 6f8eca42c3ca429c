using FichierClient.Application.Ventes;
using FichierClient.Web.Common;
using FichierClient.Web.Common.Forms;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Ventes;

/// <summary>The fields of a produit one by one, to compare two versions of it and to take some from one of them.</summary>
internal sealed class ProduitChamps(IStringLocalizer<VentesTexts> texts)
{
    private sealed record Champ(string Path, string TextKey, Func<ProduitSaisie, string?> Show, Action<ProduitSaisie, ProduitSaisie> Copy);

    private readonly Champ[] all =
    [
        new("Sku", "Sku", p => p.Sku, (from, to) => to.Sku = from.Sku),
        new("Nom", "NomProduit", p => p.Nom, (from, to) => to.Nom = from.Nom),
        new("Prix", "Prix", p => Amount(p.Prix), (from, to) => to.Prix = from.Prix),
        new("Cout", "Cout", p => Amount(p.Cout), (from, to) => to.Cout = from.Cout),
        new("TauxTva", "TauxTvaHabituel", p => p.TauxTva?.ToString("0.##", System.Globalization.CultureInfo.CurrentCulture), (from, to) => to.TauxTva = from.TauxTva),
        new("EstActif", "Actif", p => texts[p.EstActif ? "Oui" : "Non"].Value, (from, to) => to.EstActif = from.EstActif),
    ];

    /// <summary>Where what is being saved and what stands now differ.</summary>
    public IReadOnlyList<Difference> Compare(ProduitSaisie read, ProduitSaisie mine, ProduitSaisie theirs) =>
        [.. all.Where(c => c.Show(mine) != c.Show(theirs)).Select(c => new Difference(c.Path, texts[c.TextKey], c.Show(mine), c.Show(theirs), c.Show(read) != c.Show(mine)))];

    /// <summary>Puts the named fields of one into the other.</summary>
    public void Take(IReadOnlySet<string> paths, ProduitSaisie from, ProduitSaisie into)
    {
        foreach (var champ in all.Where(c => paths.Contains(c.Path)))
        {
            champ.Copy(from, into);
        }
    }

    private static string? Amount(decimal? value) => value is { } amount ? MontantFormat.Number(amount, 2) : null;
}
