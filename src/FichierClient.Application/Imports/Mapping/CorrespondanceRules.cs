using FichierClient.Application.Common;
using FichierClient.Domain.Imports;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>The least that a file must bring for its kind.</summary>
internal static class CorrespondanceRules
{
    private static readonly string[] Identites =
        ["entreprise.nom", "entreprise.siren", "entreprise.siret", "entreprise.tva", "entreprise.reference"];

    private static readonly string[] Noms = ["contact.nom", "contact.prenom", "contact.nom_complet"];

    public static IEnumerable<string> Missing(LectureColonnes lecture, GenreImport genre)
    {
        if (genre is GenreImport.Entreprises or GenreImport.Mixte && !Identites.Any(lecture.Has) && !(genre == GenreImport.Mixte && Noms.Any(lecture.Has)))
            yield return Texts.Get("Import_colonne_entreprise");
        if (genre == GenreImport.Contacts && !lecture.MeleNatures && !Noms.Any(lecture.Has) && !lecture.Has("contact.email"))
            yield return Texts.Get("Import_colonne_contact");
        if (genre == GenreImport.Ventes && !Identites.Any(lecture.Has))
            yield return Texts.Get("Import_colonne_entreprise_vente");
        if (genre == GenreImport.Ventes || (genre == GenreImport.Mixte && lecture.HasAny(SectionImport.Vente)))
        {
            if (!lecture.Has("vente.date")) yield return Texts.Get("Import_colonne_date");
            if (!lecture.Has("vente.montant_ht") && !lecture.Has("vente.montant_ttc") && !lecture.Has("vente.prix_unitaire"))
                yield return Texts.Get("Import_colonne_montant");
        }
    }
}
