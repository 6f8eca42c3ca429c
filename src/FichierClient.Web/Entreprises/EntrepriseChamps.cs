using System.Globalization;
using FichierClient.Application.Entreprises;
using FichierClient.Web.Common;
using FichierClient.Web.Common.Forms;
using FichierClient.Web.Doublons;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Entreprises;

/// <summary>The fields of an entreprise one by one, to compare two versions of it and to take some from one of them.</summary>
internal sealed class EntrepriseChamps(EntrepriseReferences references, IStringLocalizer<EntreprisesTexts> texts)
{
    private sealed record Champ(string Path, string TextKey, Func<EntrepriseSaisie, string?> Show);

    private readonly Champ[] all =
    [
        new("RaisonSociale", "RaisonSociale", e => e.RaisonSociale),
        new("NomCommercial", "NomCommercial", e => e.NomCommercial),
        new("Reference", "Reference", e => e.Reference),
        new("Siren", "Siren", e => e.Siren),
        new("Siret", "Siret", e => e.Siret),
        new("NumeroTva", "Tva", e => e.NumeroTva),
        new("CodeNaf", "Naf", e => e.CodeNaf),
        new("CategorieJuridique", "CategorieJuridique", e => e.CategorieJuridique),
        new("TrancheEffectif", "Effectif", e => e.TrancheEffectif is { } code && TrancheEffectif.Codes.Contains(code) ? texts["Effectif_" + code].Value : e.TrancheEffectif),
        new("EstPersonnePhysique", "PersonnePhysique", e => e.EstPersonnePhysique ? texts["Oui"].Value : texts["Non"].Value),
        new("EstDiffusionPartielle", "Diffusion", e => texts[e.EstDiffusionPartielle ? "DiffusionPartielle" : "DiffusionPublique"]),
        new("StatutManuel", "Statut", e => e.StatutManuel is { } s ? texts["Statut_" + s].Value : null),
        new("CesseeLe", "CesseeLe", e => e.CesseeLe?.ToString("d", CultureInfo.CurrentCulture)),
        new("Facturation", "Facturation", e => e.Facturation.ToAdresse().ToString()),
        new("Livraison", "Livraison", e => e.Livraison.ToAdresse().ToString()),
        new("Email", "Email", e => e.Email),
        new("Site", "Site", e => e.Site),
        new("Telephones", "Telephones", e => string.Join(", ", e.Telephones.Select(t => $"{t.Numero} {t.Libelle}".Trim()))),
        new("CanalId", "Canal", e => NameIn(references.Canaux, e.CanalId)),
        new("ResponsableId", "Commercial", e => NameIn(references.Membres, e.ResponsableId)),
        new("MaisonMereId", "MaisonMere", e => e.MaisonMereId?.ToString("N", CultureInfo.InvariantCulture)),
        new("Potentiel", "Potentiel", e => Amount(e.Potentiel)),
        new("PrixMaximumAccepte", "PrixMaximum", e => Amount(e.PrixMaximumAccepte)),
        new("Etiquettes", "Etiquettes", e => string.Join(", ", e.Etiquettes.Order(StringComparer.OrdinalIgnoreCase))),
    ];

    /// <summary>Where what is being saved and what stands now differ.</summary>
    /// <param name="read">What the form was filled from.</param>
    /// <param name="mine">What was typed.</param>
    /// <param name="theirs">What somebody else saved meanwhile.</param>
    public IReadOnlyList<Difference> Compare(EntrepriseSaisie read, EntrepriseSaisie mine, EntrepriseSaisie theirs) =>
    [
        .. all.Where(c => !Same(c.Show(mine), c.Show(theirs)))
            .Select(c => new Difference(c.Path, texts[c.TextKey], c.Show(mine), c.Show(theirs), !Same(c.Show(read), c.Show(mine)))),
    ];

    /// <summary>All fields of several records, to be compared before they become one.</summary>
    /// <param name="fiches">The records, with the name of the parent company of each where it is known.</param>
    public IReadOnlyList<LigneFusion> SideBySide(IReadOnlyList<(EntrepriseSaisie Saisie, string? MaisonMere)> fiches) =>
    [
        .. all.Select(c => new LigneFusion(c.Path, texts[c.TextKey],
            [.. fiches.Select(f => c.Path == "MaisonMereId" && f.Saisie.MaisonMereId is not null ? f.MaisonMere ?? texts["AutreFiche"] : c.Show(f.Saisie))], c.Path is "Telephones" or "Etiquettes" or "EstDiffusionPartielle" ? GenreLigne.Tout : GenreLigne.Choix)),
    ];

    /// <summary>The label of a field.</summary>
    public string LabelOf(string champ) => Array.Find(all, c => c.Path == champ) is { } known ? texts[known.TextKey] : champ;

    /// <summary>Puts the named fields of one into the other.</summary>
    public void Take(IReadOnlySet<string> paths, EntrepriseSaisie from, EntrepriseSaisie into)
    {
        foreach (var champ in all.Where(c => paths.Contains(c.Path)))
        {
            ChampsEntreprise.Copy(champ.Path, from, into);
        }
    }

    private static bool Same(string? a, string? b) => (a ?? "") == (b ?? "");

    private static string? Amount(decimal? value) => value is { } amount ? MontantFormat.Format(amount) : null;

    private static string? NameIn(IReadOnlyList<Reference> references, Guid? id) => id is null ? null : references.FirstOrDefault(r => r.Id == id)?.Nom ?? "…";
}
