namespace FichierClient.Domain.Organisations;

/// <summary>What is done with accounts that nobody uses, as it stands from a day on: a change is one more line.</summary>
/// <param name="Depuis">First day of the rule.</param>
/// <param name="MoisInactivite">After so many months without a sign of life the access ends.</param>
/// <param name="JoursPreavis">So many days before, the member is told.</param>
/// <param name="MoisSansOrganisation">An account that opens no organisation is deleted after so many months.</param>
public sealed record DelaisComptes(DateOnly Depuis, int MoisInactivite, int JoursPreavis, int MoisSansOrganisation)
{
    /// <summary>The oldest first.</summary>
    private static readonly IReadOnlyList<DelaisComptes> Tous = [new(DateOnly.MinValue, 24, 30, 3)];

    public static DelaisComptes At(DateTimeOffset instant) => Tous.Last(d => d.Depuis <= DateOnly.FromDateTime(instant.UtcDateTime));
}
