using System.Text.Json;
using FichierClient.Domain.Rgpd.Connecteurs;

namespace FichierClient.Web.Rgpd.Connecteurs;

/// <summary>An acknowledgement as it comes in: our words, or OpenDSR's <c>request_status</c>. Each is from a list; anything else is refused.</summary>
/// <param name="Etat">recue, en_cours, terminee, conservee, refusee.</param>
/// <param name="BaseLegale">With conservee: 17(3)(a) to 17(3)(e).</param>
/// <param name="ConserveeJusquAu">With conservee: a day.</param>
/// <param name="Motif">With refusee: cle_inconnue, donnees_absentes, responsable_distinct, autre.</param>
/// <param name="RequestStatus">OpenDSR: pending, in_progress, completed, cancelled.</param>
internal sealed record AccuseRecu(string? Etat, string? BaseLegale, DateOnly? ConserveeJusquAu, string? Motif, string? RequestStatus)
{
    private static readonly Dictionary<string, EtatAvis> Etats = new(StringComparer.Ordinal)
    {
        ["recue"] = EtatAvis.Recue,
        ["en_cours"] = EtatAvis.EnCours,
        ["terminee"] = EtatAvis.Terminee,
        ["conservee"] = EtatAvis.Conservee,
        ["refusee"] = EtatAvis.Refusee,
        ["pending"] = EtatAvis.Recue,
        ["in_progress"] = EtatAvis.EnCours,
        ["completed"] = EtatAvis.Terminee,
        ["cancelled"] = EtatAvis.Refusee,
    };

    /// <returns>Null: it isn't one.</returns>
    public static async Task<Accuse?> ReadAsync(Stream body, JsonSerializerOptions json, CancellationToken cancellationToken)
    {
        try
        {
            return (await JsonSerializer.DeserializeAsync<AccuseRecu>(body, json, cancellationToken))?.Read();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>How a state is written.</summary>
    public static string WordOf(EtatAvis etat) => JsonNamingPolicy.SnakeCaseLower.ConvertName(etat.ToString());

    private Accuse? Read()
    {
        if (!Etats.TryGetValue(Etat ?? RequestStatus ?? "", out var etat)) return null;
        BaseConservation? kept = BaseLegale is ['1', '7', '(', '3', ')', '(', >= 'a' and <= 'e' and var letter, ')'] ? (BaseConservation)(letter - 'a') : null;
        MotifRefusAvis? motif = Enum.GetValues<MotifRefusAvis>().Select(m => (MotifRefusAvis?)m).FirstOrDefault(m => JsonNamingPolicy.SnakeCaseLower.ConvertName(m.ToString()!) == Motif);
        if ((BaseLegale is not null && kept is null) || (Motif is not null && motif is null)) return null;
        if (etat == EtatAvis.Conservee && kept is null) return null;
        // OpenDSR has no word for why.
        if (etat == EtatAvis.Refusee && motif is null && Etat is not null) return null;
        return new Accuse(etat, kept, ConserveeJusquAu, etat == EtatAvis.Refusee ? motif ?? MotifRefusAvis.Autre : null);
    }
}
