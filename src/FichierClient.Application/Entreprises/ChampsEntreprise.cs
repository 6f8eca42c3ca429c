namespace FichierClient.Application.Entreprises;

/// <summary>The fields of an entreprise one by one, each as a whole: an address, a code with its nomenclature. Conflicts and merges choose among them.</summary>
public static class ChampsEntreprise
{
    private static readonly Dictionary<string, Action<EntrepriseSaisie, EntrepriseSaisie>> Copies = new(StringComparer.Ordinal)
    {
        ["RaisonSociale"] = (from, to) => to.RaisonSociale = from.RaisonSociale,
        ["NomCommercial"] = (from, to) => to.NomCommercial = from.NomCommercial,
        ["Reference"] = (from, to) => to.Reference = from.Reference,
        ["Siren"] = (from, to) => to.Siren = from.Siren,
        ["Siret"] = (from, to) => to.Siret = from.Siret,
        ["NumeroTva"] = (from, to) => to.NumeroTva = from.NumeroTva,
        ["CodeNaf"] = (from, to) => (to.CodeNaf, to.NomenclatureNaf) = (from.CodeNaf, from.NomenclatureNaf),
        ["CategorieJuridique"] = (from, to) => to.CategorieJuridique = from.CategorieJuridique,
        ["TrancheEffectif"] = (from, to) => to.TrancheEffectif = from.TrancheEffectif,
        ["EstPersonnePhysique"] = (from, to) => to.EstPersonnePhysique = from.EstPersonnePhysique,
        ["EstDiffusionPartielle"] = (from, to) => to.EstDiffusionPartielle = from.EstDiffusionPartielle,
        ["StatutManuel"] = (from, to) => to.StatutManuel = from.StatutManuel,
        ["CesseeLe"] = (from, to) => to.CesseeLe = from.CesseeLe,
        ["Facturation"] = (from, to) => to.Facturation = AdresseSaisie.Of(from.Facturation.ToAdresse()),
        ["Livraison"] = (from, to) => to.Livraison = AdresseSaisie.Of(from.Livraison.ToAdresse()),
        ["Email"] = (from, to) => to.Email = from.Email,
        ["Site"] = (from, to) => to.Site = from.Site,
        ["Telephones"] = (from, to) => to.Telephones = [.. from.Telephones.Select(t => new TelephoneSaisie { Numero = t.Numero, Libelle = t.Libelle })],
        ["CanalId"] = (from, to) => to.CanalId = from.CanalId,
        ["ResponsableId"] = (from, to) => to.ResponsableId = from.ResponsableId,
        ["MaisonMereId"] = (from, to) => to.MaisonMereId = from.MaisonMereId,
        ["Potentiel"] = (from, to) => to.Potentiel = from.Potentiel,
        ["PrixMaximumAccepte"] = (from, to) => to.PrixMaximumAccepte = from.PrixMaximumAccepte,
        ["Etiquettes"] = (from, to) => to.Etiquettes = [.. from.Etiquettes],
    };

    /// <summary>The fields by name, in the order of the form.</summary>
    public static IReadOnlyCollection<string> Noms => Copies.Keys;

    /// <summary>Puts one field of one into the other.</summary>
    public static void Copy(string champ, EntrepriseSaisie from, EntrepriseSaisie to) => Copies[champ](from, to);
}
