using FichierClient.Application.Common;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Imports;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>The least that a file must bring for its kind.</summary>
internal static class CorrespondanceRules
{
    private static readonly string[] Identites =
        ["entreprise.nom", "entreprise.siren", "entreprise.siret", "entreprise.tva", "entreprise.reference"];

    private static readonly string[] Noms = ["contact.nom", "contact.prenom", "contact.nom_complet"];

    private static readonly string[] Argent = ["ht", "ttc", "montant", "mt", "mtt", "total", "ca", "recette", "recettes", "honoraires", "loyer", "cotisation", "prix", "valeur", "amount", "value", "revenue", "eur", "euros", "ventes", "paid"];

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

    /// <summary>A word of money within a heading that isn't known as a whole: « Honoraires HT », « Mt HT », « Recette ».</summary>
    private static bool SaysMoney(string header) => Domain.Common.TexteNormalise.Of(header).Split(' ').Any(w => Array.IndexOf(Argent, w) >= 0);

    /// <summary>How columns that can be taken in two ways were taken, where no cell tells.</summary>
    public static IEnumerable<string> Doubtful(LectureColonnes lecture, FileAnalysis file)
    {
        if (lecture.Correspondance.Taxes is null && lecture.EstSansMention(file)) yield return Texts.Get("Import_lu_hors_taxes", lecture.EnTete("vente.montant_ht")!);
        if (lecture.HasAny(SectionImport.Vente) && file.Headers.FirstOrDefault(h => ChampsImport.KeyOf(h).StartsWith("acompte", StringComparison.Ordinal)) is { } acompte && lecture.EnTete("vente.montant_ht") is { } counted && ChampsImport.KeyOf(counted) is var key && !key.StartsWith("net", StringComparison.Ordinal))
            yield return Texts.Get("Import_acompte_laisse", acompte);
    }

    /// <summary>What the file has and nobody reads: columns of sales without which there are none, sheets.</summary>
    public static IEnumerable<string> LeftAside(LectureColonnes lecture, FileAnalysis file, GenreImport genre)
    {
        var dated = file.Columns.Any(c => c.HasDates || c.Samples.Exists(s => Domain.Common.DateFrancaise.TryParse(s, out _)));
        var sales = genre == GenreImport.Mixte && !lecture.HasAny(SectionImport.Vente)
            ? file.Headers.Where(h => (MappingProposal.Find(h, SectionImport.Vente, Precision.Precis).Any(c => c.Cle is "vente.montant_ht" or "vente.montant_ttc" or "vente.numero" or "vente.prix_unitaire") || (dated && SaysMoney(h)))
                && lecture.Correspondance.Colonnes.GetValueOrDefault(h) is null).ToList() : [];
        if (sales.Count > 0) yield return Texts.Get("Import_ventes_laissees", string.Join(", ", sales.Take(5)));
        if (MoisEnColonnes.Of(file.Headers).Count(m => !lecture.Maps(m.Colonne)) is > 0 and var months) yield return Texts.Get("Import_mois_laisses", months);
        var years = file.Headers.Where(h => AnneesEnColonnes.Is(h) && lecture.Correspondance.Colonnes.GetValueOrDefault(h) is null).ToList();
        if (years.Count > 0) yield return Texts.Get("Import_ca_annuel", string.Join(", ", years.Take(5)));
        if (genre != GenreImport.Ventes && Consentements.LeftAside(file, lecture.Correspondance) is { } consents) yield return consents;
        if (MappingProposal.SecondBlock(file) is var block && block < file.Headers.Count) yield return Texts.Get("Import_deux_tableaux", file.Headers[0]);
        var sheets = file.Feuilles.Where(f => !f.Masquee && f.Nom != file.Dialect.Feuille).Select(f => f.Nom).ToList();
        if (sheets.Count > 0) yield return Texts.Get("Import_feuilles_laissees", string.Join(", ", sheets.Take(12)));
    }
}
