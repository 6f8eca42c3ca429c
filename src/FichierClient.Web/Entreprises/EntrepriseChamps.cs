using System.Globalization;
using FichierClient.Application.Entreprises;
using FichierClient.Web.Common;
using FichierClient.Web.Common.Forms;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Entreprises;

/// <summary>The fields of an entreprise one by one, to compare two versions of it and to take some from one of them.</summary>
internal sealed class EntrepriseChamps(EntrepriseReferences references, IStringLocalizer<EntreprisesTexts> texts)
{
    private sealed record Champ(string Path, string TextKey, Func<EntrepriseSaisie, string?> Show, Action<EntrepriseSaisie, EntrepriseSaisie> Copy);

    private readonly Champ[] all =
    [
        new("RaisonSociale", "RaisonSociale", e => e.RaisonSociale, (from, to) => to.RaisonSociale = from.RaisonSociale),
        new("NomCommercial", "NomCommercial", e => e.NomCommercial, (from, to) => to.NomCommercial = from.NomCommercial),
        new("Reference", "Reference", e => e.Reference, (from, to) => to.Reference = from.Reference),
        new("Siren", "Siren", e => e.Siren, (from, to) => to.Siren = from.Siren),
        new("Siret", "Siret", e => e.Siret, (from, to) => to.Siret = from.Siret),
        new("NumeroTva", "Tva", e => e.NumeroTva, (from, to) => to.NumeroTva = from.NumeroTva),
        new("CodeNaf", "Naf", e => e.CodeNaf, (from, to) => (to.CodeNaf, to.NomenclatureNaf) = (from.CodeNaf, from.NomenclatureNaf)),
        new("CategorieJuridique", "CategorieJuridique", e => e.CategorieJuridique, (from, to) => to.CategorieJuridique = from.CategorieJuridique),
        new("TrancheEffectif", "Effectif", e => e.TrancheEffectif, (from, to) => to.TrancheEffectif = from.TrancheEffectif),
        new("EstPersonnePhysique", "PersonnePhysique", e => e.EstPersonnePhysique ? texts["Oui"].Value : texts["Non"].Value, (from, to) => to.EstPersonnePhysique = from.EstPersonnePhysique),
        new("StatutManuel", "Statut", e => e.StatutManuel is { } s ? texts["Statut_" + s].Value : null, (from, to) => to.StatutManuel = from.StatutManuel),
        new("Facturation", "Facturation", e => e.Facturation.ToAdresse().ToString(), (from, to) => to.Facturation = from.Facturation),
        new("Livraison", "Livraison", e => e.Livraison.ToAdresse().ToString(), (from, to) => to.Livraison = from.Livraison),
        new("Email", "Email", e => e.Email, (from, to) => to.Email = from.Email),
        new("Site", "Site", e => e.Site, (from, to) => to.Site = from.Site),
        new("Telephones", "Telephones", e => string.Join(", ", e.Telephones.Select(t => $"{t.Numero} {t.Libelle}".Trim())), (from, to) => to.Telephones = from.Telephones),
        new("CanalId", "Canal", e => NameIn(references.Canaux, e.CanalId), (from, to) => to.CanalId = from.CanalId),
        new("ResponsableId", "Commercial", e => NameIn(references.Membres, e.ResponsableId), (from, to) => to.ResponsableId = from.ResponsableId),
        new("MaisonMereId", "MaisonMere", e => e.MaisonMereId?.ToString("N", CultureInfo.InvariantCulture), (from, to) => to.MaisonMereId = from.MaisonMereId),
        new("Potentiel", "Potentiel", e => Amount(e.Potentiel), (from, to) => to.Potentiel = from.Potentiel),
        new("PrixMaximumAccepte", "PrixMaximum", e => Amount(e.PrixMaximumAccepte), (from, to) => to.PrixMaximumAccepte = from.PrixMaximumAccepte),
        new("Etiquettes", "Etiquettes", e => string.Join(", ", e.Etiquettes.Order(StringComparer.OrdinalIgnoreCase)), (from, to) => to.Etiquettes = from.Etiquettes),
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

    /// <summary>Puts the named fields of one into the other.</summary>
    public void Take(IReadOnlySet<string> paths, EntrepriseSaisie from, EntrepriseSaisie into)
    {
        foreach (var champ in all.Where(c => paths.Contains(c.Path)))
        {
            champ.Copy(from, into);
        }
    }

    private static bool Same(string? a, string? b) => (a ?? "") == (b ?? "");

    private static string? Amount(decimal? value) => value is { } amount ? MontantFormat.Format(amount) : null;

    private static string? NameIn(IReadOnlyList<Reference> references, Guid? id) => id is null ? null : references.FirstOrDefault(r => r.Id == id)?.Nom ?? "…";
}
