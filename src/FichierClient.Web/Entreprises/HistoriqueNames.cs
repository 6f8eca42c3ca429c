using System.Globalization;
using FichierClient.Application.Entreprises;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Rgpd;
using FichierClient.Web.Common;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Entreprises;

/// <summary>The history holds properties and raw values: this says them as the form does.</summary>
internal sealed class HistoriqueNames(EntrepriseReferences? references, IStringLocalizer<EntreprisesTexts> texts)
{
    /// <summary>Properties whose text has another key.</summary>
    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        [Modification.Creation] = "Fait_Creation",
        [Modification.Suppression] = "Fait_Suppression",
        [Modification.Restauration] = "Fait_Restauration",
        [Modification.Fusion] = "Fait_Fusion",
        [nameof(Entreprise.NumeroTva)] = "Tva",
        [nameof(Entreprise.CodeNaf)] = "Naf",
        [nameof(Entreprise.NomenclatureNaf)] = "Nomenclature",
        [nameof(Entreprise.TrancheEffectif)] = "Effectif",
        [nameof(Entreprise.EstPersonnePhysique)] = "PersonnePhysique",
        [nameof(Entreprise.EstDiffusionPartielle)] = "Diffusion",
        [nameof(Entreprise.StatutManuel)] = "Statut",
        [nameof(Entreprise.CanalId)] = "Canal",
        [nameof(Entreprise.ResponsableId)] = "Commercial",
        [nameof(Entreprise.MaisonMereId)] = "MaisonMere",
        [nameof(Evenement.RappelPourId)] = "RappelsPour",
        [nameof(Entreprise.PrixMaximumAccepte)] = "PrixMaximum",
        [nameof(TelephoneEntreprise)] = "Telephone",
        [nameof(EtiquetteEntreprise)] = "Etiquette",
    };

    /// <summary>"Adresse de facturation : commune"; an unknown field keeps its name.</summary>
    public string FieldOf(string champ)
    {
        if (champ.StartsWith(Modification.NonRepris, StringComparison.Ordinal))
        {
            return texts["ChampNonRepris", Text(champ[Modification.NonRepris.Length..])];
        }
        if (champ.Split('.', 2) is [var whole, var part])
        {
            return texts["ChampPartie", Text(whole), Text(part)];
        }
        return Text(champ);
    }

    public string? ValueOf(string champ, string? value) => value is null ? null : champ switch
    {
        _ when champ.StartsWith(Modification.NonRepris, StringComparison.Ordinal) => ValueOf(champ[Modification.NonRepris.Length..], value),
        nameof(Entreprise.CanalId) => NameIn(references?.Canaux, value),
        nameof(Entreprise.ResponsableId) or nameof(Evenement.RappelPourId) => NameIn(references?.Membres, value),
        nameof(EtiquetteEntreprise) => NameIn(references?.Etiquettes, value),
        nameof(Entreprise.MaisonMereId) => texts["AutreFiche"],
        nameof(Entreprise.StatutManuel) => texts["Statut_" + value],
        nameof(Entreprise.NomenclatureNaf) => texts["Naf_" + value],
        nameof(Entreprise.EstDiffusionPartielle) => texts[value == bool.TrueString ? "DiffusionPartielle" : "DiffusionPublique"],
        nameof(Entreprise.EstPersonnePhysique) => texts[value == bool.TrueString ? "Oui" : "Non"],
        nameof(Entreprise.CesseeLe) when DateOnly.TryParse(value, CultureInfo.InvariantCulture, out var jour) => jour.ToString("d", CultureInfo.CurrentCulture),
        nameof(Entreprise.Potentiel) or nameof(Entreprise.PrixMaximumAccepte) when decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var montant) => MontantFormat.Format(montant),
        _ => value,
    };

    private string Text(string champ) => texts[Keys.GetValueOrDefault(champ, champ)] is { ResourceNotFound: false } known ? known.Value : champ;

    // A member who left, a label that was deleted: the name is gone, the change isn't.
    private string NameIn(IReadOnlyList<Reference>? list, string value) =>
        list?.FirstOrDefault(r => r.Id.ToString() == value)?.Nom ?? texts["Disparu"];
}
