using System.Globalization;
using System.Text.RegularExpressions;
using FichierClient.Application.Common;
using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd.Demandes;

namespace FichierClient.Application.Rgpd.Lettres;

/// <summary>The words in braces of a letter, and what they become.</summary>
public static partial class LettreChamps
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>Every word that a template may hold.</summary>
    public static IReadOnlyList<string> Noms { get; } =
        ["nom", "reference", "organisation", "recue_le", "echeance", "droits", "question", "motif", "prorogation_motif", "reponses", "destinataires", "lien"];

    /// <summary>Words in braces that nothing fills.</summary>
    public static IReadOnlyList<string> UnknownIn(string? text) => [.. Word().Matches(text ?? "").Select(m => m.Groups[1].Value).Except(Noms)];

    /// <summary>Fills a template; what isn't known yet is left to be written by hand, between brackets.</summary>
    internal static string Fill(string template, DemandeDroit demande, string organisation, IReadOnlyList<string> destinataires)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["nom"] = demande.Nom,
            ["reference"] = demande.Reference,
            ["organisation"] = organisation,
            ["recue_le"] = demande.RecueLe.EnLettres(),
            ["echeance"] = demande.Echeance.EnLettres(),
            ["droits"] = string.Join(" ; ", demande.Resolutions.OrderBy(r => r.Droit).Select(r => $"{InFrench("Droit_" + r.Droit).ToLower(French)}, art. {r.Article}")),
            ["question"] = demande.IdentiteQuestion,
            ["motif"] = demande.ClotureMotif ?? Join(demande.Resolutions.Select(r => r.Motif)),
            ["prorogation_motif"] = demande.ProrogationMotif,
            ["reponses"] = Join(demande.Resolutions.OrderBy(r => r.Droit).Where(r => r.TexteReponse is not null).Select(r => $"{InFrench("Droit_" + r.Droit)} : {r.TexteReponse}{(r.Motif is null ? "" : $"\nMotif : {r.Motif}")}")),
            ["destinataires"] = destinataires.Count == 0 ? "aucun" : string.Join(" ; ", destinataires),
            // Its secret is shown once, when it is made: the DPO puts it in.
            ["lien"] = null,
        };
        return Word().Replace(template, m => values.TryGetValue(m.Groups[1].Value, out var value) ? value ?? $"[{m.Groups[1].Value.Replace('_', ' ')} à compléter]" : m.Value);
    }

    private static string? Join(IEnumerable<string?> parts) => string.Join("\n\n", parts.OfType<string>()) is { Length: > 0 } joined ? joined : null;

    private static string InFrench(string key)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = French;
        try
        {
            return Messages.Get(key);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Word();
}
