using FichierClient.Application.Common;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>
/// Columns of any heading that tell who wants no e-mails (RGPD, art. 21; CPCE, art. L34-5): programs write it in a hundred ways, and one that is
/// left aside makes us write to somebody who said no.
/// </summary>
internal static class Consentements
{
    private static readonly string[] Desabonnes = "desinscrit|desinscrite|desinscription|desabonne|desabonnee|desabonnement|unsubscribed|unsubscribe|opted out|opt out|optout|plainte|complaint|complained|spam|blackliste|blacklisted|blocklisted|stop".Split('|');

    /// <summary>No way at all.</summary>
    private static readonly string[] Jamais = "ne plus contacter|ne pas contacter|do not contact|nepascontacter|nepluscontacter|donotcontact".Split('|');

    private static readonly string[] Abonnes = ["subscribed", "abonne", "abonnee", "inscrit", "inscrite", "opted in", "opt in", "never subscribed", "not subscribed", "no consent", "non abonne", "active", "actif", "bounced", "bounce", "hard bounce", "soft bounce", "cleaned", "unconfirmed", "npai", "erreur"];

    private static readonly string[] Reponses = ["oui", "non", "yes", "no", "true", "false", "vrai", "faux", "x", "o", "n", "y", "0", "1"];

    /// <summary>Words that turn what a heading asks into its contrary, and ways of writing to somebody that aren't e-mail.</summary>
    private static readonly string[] Contraires = ["pas", "non", "sans", "no", "not", "n", "aucun", "aucune", "jamais", "never"], AutresVoies = ["telepho", "appel", "sms", "courrier", "postal", "mobile", "phone", "call"];

    /// <summary>What a heading says that asks for a refusal, or for an agreement.</summary>
    private static readonly string[] Refus = "refus|oppos|desabon|desinscri|liste rouge|stop|opt out|optout|unsubscri|blacklist|blocklist".Split('|'), Negations = "ne pas|ne plus|ne souhaite|do not|don t".Split('|'),
        Accords = ["accepte", "accord", "autoris", "contactable", "consent", "opt in", "optin", "abonn", "emailing", "newsletter", "subscri", "demarchage"],
        Sujets = ["rgpd", "gdpr", "prospection", "marketing"];

    /// <param name="cell">In lower case without accents.</param>
    public static bool EstDesabonne(string cell) => Array.IndexOf(Desabonnes, cell) >= 0 || EstJamais(cell);

    /// <summary>Neither by e-mail nor in any other way.</summary>
    /// <param name="cell">In lower case without accents, or a heading's key.</param>
    public static bool EstJamais(string cell) => Array.IndexOf(Jamais, cell) >= 0;

    /// <summary>A state of a subscription in which nobody has objected.</summary>
    /// <param name="cell">In lower case without accents.</param>
    public static bool EstAbonne(string cell) => Array.IndexOf(Abonnes, cell) >= 0;

    /// <param name="cell">In lower case without accents.</param>
    public static bool EstReponse(string cell) => Array.IndexOf(Reponses, cell) >= 0;

    /// <summary>Proposes such columns where the file has people and says nothing of refused e-mails in a known way.</summary>
    public static void Propose(FileAnalysis file, Dictionary<string, string?> colonnes)
    {
        if (!colonnes.Values.Any(c => c is not null && c.StartsWith("contact.", StringComparison.Ordinal)) || colonnes.Values.Any(c => c is "contact.refus_email")) return;
        // Who agreed once may have refused since: both are read.
        foreach (var field in colonnes.Values.Any(c => c is "contact.accord_email") ? ["contact.refus_email"] : new[] { "contact.refus_email", "contact.accord_email" })
        {
            var found = file.Headers.Index().FirstOrDefault(h => !colonnes.ContainsKey(h.Item) && FieldOf(TexteNormalise.Of(h.Item), file.FaitsDe(h.Index)) == field).Item;
            if (found is not null) colonnes[found] = field;
        }
    }

    /// <summary>Columns that speak of it and that nobody reads: named before the import.</summary>
    public static string? LeftAside(FileAnalysis file, CorrespondanceImport correspondance)
    {
        var left = file.Headers.Index().Where(h => correspondance.Colonnes.GetValueOrDefault(h.Item) is null && file.FaitsDe(h.Index).Remplies > 0
            && (file.FaitsDe(h.Index) is { Desabonnements: > 0 } || Refus.Concat(Negations).Concat(Sujets).Any(w => Says(TexteNormalise.Of(h.Item), w))
                || (file.FaitsDe(h.Index).Reponses > 0 && Accords.Any(w => Says(TexteNormalise.Of(h.Item), w))))).Select(h => h.Item).ToList();
        return left.Count > 0 ? Texts.Get("Import_consentement_laisse", string.Join(", ", left.Take(5))) : null;
    }

    private static string? FieldOf(string heading, FaitsColonne cells)
    {
        var words = heading.Split(' ');
        if (cells.DitAbonnements) return "contact.refus_email";
        if (cells.Remplies == 0 || cells.Reponses < cells.Remplies || AutresVoies.Any(v => words.Any(w => w.StartsWith(v, StringComparison.Ordinal)))) return null;
        // « Ne pas envoyer d'e-mails » refuses by itself; « Pas d'opposition » and « Pas de newsletter » are the contrary of what follows.
        if (Negations.Any(w => Says(heading, w))) return "contact.refus_email";
        if (words.Any(w => Array.IndexOf(Contraires, w) >= 0)) return null;
        return Refus.Any(w => Says(heading, w)) ? "contact.refus_email" : Accords.Any(w => Says(heading, w)) ? "contact.accord_email" : null;
    }

    /// <summary>At the beginning of a word: « abonnements » is « abonn », « cabonne » isn't.</summary>
    private static bool Says(string heading, string word) => $" {heading}".Contains($" {word}", StringComparison.Ordinal);
}
