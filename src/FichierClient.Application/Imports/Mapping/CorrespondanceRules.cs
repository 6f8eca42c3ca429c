using FichierClient.Domain.Imports;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>The least that a file must bring for its kind.</summary>
internal static class CorrespondanceRules
{
    private static readonly string[] Identites =
        ["entreprise.nom", "entreprise.siren", "entreprise.siret", "entreprise.tva", "entreprise.reference"];

    public static IEnumerable<string> Missing(LectureColonnes lecture, GenreImport genre)
    {
        if (genre is GenreImport.Entreprises or GenreImport.Mixte && !Identites.Any(lecture.Has))
            yield return "Indiquez la colonne du nom de l'entreprise (ou de son SIREN, SIRET, numéro de TVA ou référence).";
        if (genre == GenreImport.Contacts && !lecture.Has("contact.nom") && !lecture.Has("contact.prenom") && !lecture.Has("contact.nom_complet") && !lecture.Has("contact.email"))
            yield return "Indiquez la colonne du nom ou de l'e-mail du contact.";
        if (genre == GenreImport.Ventes && !Identites.Any(lecture.Has))
            yield return "Indiquez la colonne qui désigne l'entreprise de la vente (référence, SIREN, SIRET, TVA ou nom).";
        if (genre == GenreImport.Ventes || (genre == GenreImport.Mixte && lecture.HasAny(SectionImport.Vente)))
        {
            if (!lecture.Has("vente.date")) yield return "Indiquez la colonne de la date de la vente.";
            if (!lecture.Has("vente.montant_ht") && !lecture.Has("vente.montant_ttc") && !lecture.Has("vente.prix_unitaire"))
                yield return "Indiquez la colonne du montant de la vente.";
        }
    }
}
