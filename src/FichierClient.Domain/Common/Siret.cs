namespace FichierClient.Domain.Common;

/// <summary>
/// SIRET: a SIREN followed by five digits (NIC), Luhn on the fourteen and on the first nine.
/// La Poste's establishments (SIREN 356000000) may instead have a digit sum that is a multiple of five (INSEE's exception).
/// </summary>
public static class Siret
{
    private const string LaPoste = "356000000";

    /// <summary>The text without spaces and punctuation, null when empty. Not necessarily valid: see <see cref="Problem"/>.</summary>
    public static string? Normalize(string? input) => Identifiant.Clean(input);

    /// <summary>A sentence that says what is wrong, null when the number is right or absent.</summary>
    public static string? Problem(string? input)
    {
        if (Normalize(input) is not { } siret) return null;
        if (Identifiant.ShapeProblem(siret, "SIRET", 14) is { } shape) return shape;
        var siren = siret[..9];
        if (siren.All(c => c == '0') || !Identifiant.Luhn(siren))
            return Messages.Get("Siret_siren", siret);
        if (Identifiant.Luhn(siret) || (siren == LaPoste && siret.Sum(c => c - '0') % 5 == 0)) return null;
        return Messages.Get("Siret_cle", siret);
    }

    /// <summary>The valid number in its normal form; otherwise false with the reason (null when the input is empty).</summary>
    public static bool TryParse(string? input, out string siret, out string? reason)
    {
        reason = Problem(input);
        siret = Normalize(input) ?? "";
        return reason is null && siret.Length > 0;
    }

    /// <summary>The SIREN inside a valid SIRET, otherwise null.</summary>
    public static string? SirenOf(string? siret) => TryParse(siret, out var normal, out _) ? normal[..9] : null;

    /// <summary>`732 829 320 00074` for reading; any other text unchanged.</summary>
    public static string Format(string siret) =>
        siret.Length == 14 ? $"{Siren.Format(siret[..9])} {siret[9..]}" : siret;
}
