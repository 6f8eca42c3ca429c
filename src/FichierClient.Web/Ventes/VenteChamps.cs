using System.Globalization;
using FichierClient.Application.Ventes;
using FichierClient.Web.Common;
using FichierClient.Web.Common.Forms;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Ventes;

/// <summary>The fields of a vente one by one, to compare two versions of it and to take some from one of them.</summary>
internal sealed class VenteChamps(VenteReferences? references, IStringLocalizer<VentesTexts> texts)
{
    private sealed record Champ(string Path, string TextKey, Func<VenteSaisie, string?> Show, Action<VenteSaisie, VenteSaisie> Copy);

    private readonly Champ[] all =
    [
        new("EntrepriseId", "Entreprise", v => v.Entreprise, (from, to) => (to.EntrepriseId, to.Entreprise) = (from.EntrepriseId, from.Entreprise)),
        new("ContactId", "Contact", v => v.Contact, (from, to) => (to.ContactId, to.Contact) = (from.ContactId, from.Contact)),
        new("CommercialId", "Commercial", v => references?.Membres.FirstOrDefault(m => m.Id == v.CommercialId)?.Nom, (from, to) => to.CommercialId = from.CommercialId),
        new("Date", "Date", v => v.Date?.ToString("d", CultureInfo.CurrentCulture), (from, to) => to.Date = from.Date),
        new("Numero", "Numero", v => v.Numero, (from, to) => to.Numero = from.Numero),
        new("Serie", "Serie", v => v.Serie, (from, to) => to.Serie = from.Serie),
        new("FactureId", "FactureCreditee", v => v.Facture, (from, to) => (to.FactureId, to.Facture) = (from.FactureId, from.Facture)),
        new("Devise", "Devise", v => v.Taux == 1 ? v.Devise : $"{v.Devise} × {v.Taux:0.####}", (from, to) => (to.Devise, to.Taux) = (from.Devise, from.Taux)),
        new("Lignes", "Lignes", v => string.Join(" · ", v.Lignes.Select(Ligne)), (from, to) => to.Lignes = from.Lignes),
    ];

    /// <summary>Where what is being saved and what stands now differ.</summary>
    /// <param name="read">What the form was filled from.</param>
    /// <param name="mine">What was typed.</param>
    /// <param name="theirs">What somebody else saved meanwhile.</param>
    public IReadOnlyList<Difference> Compare(VenteSaisie read, VenteSaisie mine, VenteSaisie theirs) =>
    [
        .. all.Where(c => !Same(c.Show(mine), c.Show(theirs)))
            .Select(c => new Difference(c.Path, texts[c.TextKey], c.Show(mine), c.Show(theirs), !Same(c.Show(read), c.Show(mine)))),
    ];

    /// <summary>Puts the named fields of one into the other.</summary>
    public void Take(IReadOnlySet<string> paths, VenteSaisie from, VenteSaisie into)
    {
        foreach (var champ in all.Where(c => paths.Contains(c.Path)))
        {
            champ.Copy(from, into);
        }
    }

    /// <summary>The word of a field of the history; null for one that only repeats others.</summary>
    public string? LabelOf(string champ) => champ switch
    {
        "Numero" or "Serie" or "Date" or "Statut" or "Devise" or "TotalHt" => texts[champ].Value,
        "Taux" => texts["Taux"].Value,
        "EntrepriseId" => texts["Entreprise"].Value,
        "ContactId" => texts["Contact"].Value,
        "CommercialId" => texts["Commercial"].Value,
        "FactureId" => texts["FactureCreditee"].Value,
        "LigneVente" => texts["Ligne"].Value,
        "LigneVente.Designation" => texts["Designation"].Value,
        "LigneVente.Quantite" => texts["Quantite"].Value,
        "LigneVente.PrixUnitaireHt" => texts["PrixHt"].Value,
        "LigneVente.Remise" => texts["RemisePourcent"].Value,
        "LigneVente.TauxTva" => texts["TvaPourcent"].Value,
        _ => null,
    };

    /// <summary>A stored value of the history in words.</summary>
    public string Show(string champ, string stored) => champ switch
    {
        "Statut" => texts["Statut_" + stored],
        "Date" when DateOnly.TryParse(stored, CultureInfo.InvariantCulture, out var day) => day.ToString("d", CultureInfo.CurrentCulture),
        "CommercialId" => references?.Membres.FirstOrDefault(m => m.Id.ToString() == stored)?.Nom ?? "…",
        "EntrepriseId" or "ContactId" or "FactureId" => "…",
        "TotalHt" or "Taux" or "LigneVente.Quantite" or "LigneVente.PrixUnitaireHt" or "LigneVente.Remise" or "LigneVente.TauxTva"
            when decimal.TryParse(stored, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number.ToString("#,0.####", CultureInfo.CurrentCulture),
        _ => stored,
    };

    private static string Ligne(LigneVenteSaisie l) =>
        string.Create(CultureInfo.CurrentCulture, $"{l.Quantite:0.####} × {l.Designation} {MontantFormat.Price(l.PrixUnitaireHt ?? 0)} ({l.Remise ?? 0:0.##} %, {l.TauxTva ?? 0:0.##} %)");

    private static bool Same(string? a, string? b) => (a ?? "").Trim() == (b ?? "").Trim();
}
