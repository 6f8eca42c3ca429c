namespace FichierClient.Domain.Rgpd.Violations;

/// <summary>
/// The clock of a personal data breach, dated: what counts is the rule in force when the organisation became aware. RGPD art. 33(1) gives 72
/// hours; a change of the regulation adds a line here.
/// </summary>
public static class DelaisViolation
{
    /// <param name="Depuis">First day of the rule.</param>
    /// <param name="Notification">From awareness to the first notification.</param>
    /// <param name="Complement">From the first notification to the complementary one, as the CNIL's service asks; later has to be explained.</param>
    private sealed record Regle(DateOnly Depuis, TimeSpan Notification, TimeSpan Complement);

    private static readonly Regle[] Regles = [new(new DateOnly(2018, 5, 25), TimeSpan.FromHours(72), TimeSpan.FromHours(72))];

    /// <summary>Until when the authority has to be notified.</summary>
    public static DateTimeOffset Notification(DateTimeOffset priseConnaissance) => priseConnaissance + At(priseConnaissance).Notification;

    /// <summary>Until when the complementary notification is awaited.</summary>
    public static DateTimeOffset Complement(DateTimeOffset initiale) => initiale + At(initiale).Complement;

    private static Regle At(DateTimeOffset instant) =>
        Regles.Where(r => r.Depuis <= DateOnly.FromDateTime(instant.UtcDateTime)).DefaultIfEmpty(Regles[0]).MaxBy(r => r.Depuis)!;
}
