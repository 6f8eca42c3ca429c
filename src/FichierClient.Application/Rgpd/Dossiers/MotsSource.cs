using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Application.Rgpd.Dossiers;

/// <summary>Where the data come from in the words of an answer (RGPD art. 15(1)(g)): in French, as letters are.</summary>
internal static class MotsSource
{
    /// <summary>The exact name, and the sentence that tells of it where the DPO wrote one. Several sources whose names became one, since an erased person was taken out of them, are numbered in the order in which they first gave something.</summary>
    /// <param name="ligne">The line.</param>
    /// <param name="lignes">All that the answer tells of, the oldest first.</param>
    /// <param name="sources">The sources themselves.</param>
    public static string Nom(Provenance ligne, IReadOnlyList<Provenance> lignes, IReadOnlyDictionary<Guid, Source> sources)
    {
        var alike = lignes.Where(l => l.Source == ligne.Source && l.Partie == ligne.Partie).Select(l => l.SourceId).Distinct().ToList();
        var nom = alike.Count > 1 ? $"{ligne.Source} ({alike.IndexOf(ligne.SourceId) + 1})" : ligne.Source;
        return Known(ligne, sources)?.PhraseMention is { } phrase ? $"{nom} – {phrase}" : nom;
    }

    public static string Nature(Provenance ligne, IReadOnlyDictionary<Guid, Source> sources) => Known(ligne, sources)?.Nature switch
    {
        NatureSource.FichierAchete => "Fichier acheté",
        NatureSource.RegistrePublic => "Registre public",
        NatureSource.Enrichissement => "Fournisseur de données",
        NatureSource.Deduite => "Déduite par nous",
        _ => ligne.Partie switch
        {
            Partie.Personne => "Vous-même",
            Partie.Nous => "Observée par nous",
            Partie.Partenaire => "Partenaire",
            _ => "Tiers",
        },
    };

    /// <param name="champs">As a provenance names them; null: the whole record.</param>
    public static string Champs(IReadOnlyList<string>? champs) => champs is null ? "Toute la fiche" : champs.Count == 0 ? "Fiche réunie à la vôtre" : string.Join(", ", champs.Select(Champ).Distinct());

    private static string Champ(string champ)
    {
        var part = champ.Split(':', 2);
        if (part.Length == 1) return MotsDossier.Name(Colonne(part[0]));
        return part[0] switch
        {
            nameof(EmailContact) => part[1],
            nameof(TelephoneContact) or nameof(TelephoneEntreprise) => part[1],
            _ => "Fonction dans une entreprise",
        };
    }

    /// <summary>A property's name as its column.</summary>
    private static string Colonne(string champ) => string.Concat(champ.Replace(".", "", StringComparison.Ordinal).Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    private static Source? Known(Provenance ligne, IReadOnlyDictionary<Guid, Source> sources) => ligne.SourceId is { } id ? sources.GetValueOrDefault(id) : null;
}
