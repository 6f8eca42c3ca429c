using FichierClient.Domain.Entreprises;

namespace FichierClient.Application.Exports.Lignes;

/// <summary>Whole entreprises. Phones beyond two and a fax, labels other than « Fax » and the maison mère have no field in an import.</summary>
internal static class ReimportEntreprise
{
    private const string Fax = "Fax";

    public static IReadOnlyList<Colonne<Entreprise>> Colonnes(ListesExport listes) =>
    [
        .. Reimport.Identite<Entreprise>(e => e),
        Champ("nom_commercial", e => e.NomCommercial),
        Champ("naf", e => e.CodeNaf),
        Champ("categorie_juridique", e => e.CategorieJuridique),
        Champ("effectif", e => e.TrancheEffectif),
        Champ("personne_physique", e => Reimport.Oui(e.EstPersonnePhysique)),
        Champ("statut", e => e.StatutManuel?.ToString()),
        Champ("cessee_le", e => e.CesseeLe),
        Champ("email", e => e.Email),
        Champ("site", e => e.Site),
        Champ("telephone", e => Phone(e, 0)),
        Champ("telephone2", e => Phone(e, 1)),
        Champ("fax", e => e.Telephones.FirstOrDefault(t => t.Libelle == Fax)?.Saisie),
        Champ("canal", e => listes.Name(e.CanalId)),
        Champ("responsable", e => listes.Name(e.ResponsableId)),
        Champ("potentiel", e => e.Potentiel),
        Champ("prix_maximum", e => e.PrixMaximumAccepte),
        Champ("etiquettes", e => string.Join('|', e.Etiquettes.Select(t => listes.Name(t.EtiquetteId)).Order(StringComparer.Ordinal))),
        Champ("adresse", e => e.Facturation.Voie),
        Champ("complement", e => e.Facturation.Complement),
        Champ("commune", e => e.Facturation.Commune),
        Champ("code_insee", e => e.Facturation.CodeInsee),
        Champ("cedex", e => e.Facturation.Cedex),
        Champ("livraison.adresse", e => e.Livraison.Voie),
        Champ("livraison.complement", e => e.Livraison.Complement),
        Champ("livraison.code_postal", e => e.Livraison.CodePostal),
        Champ("livraison.commune", e => e.Livraison.Commune),
        Champ("livraison.code_insee", e => e.Livraison.CodeInsee),
        Champ("livraison.cedex", e => e.Livraison.Cedex),
        Champ("livraison.pays", e => e.Livraison.Pays),
    ];

    private static Colonne<Entreprise> Champ(string cle, Func<Entreprise, object?> value) => Reimport.Champ("entreprise." + cle, value);

    private static string? Phone(Entreprise e, int i) => e.Telephones.Where(t => t.Libelle != Fax).OrderBy(t => t.Position).ThenBy(t => t.Id).Skip(i).FirstOrDefault()?.Saisie;
}
