namespace FichierClient.Domain.Common;

/// <summary>SIREN: nine digits with a Luhn key (INSEE, code de commerce R. 123-221). Text, never a number: leading zeros count.</summary>
public static class Siren
{
    /// <summary>The text without spaces and punctuation, null when empty. Not necessarily valid: see <see cref="Problem"/>.</summary>
    public static string? Normalize(string? input) => Identifiant.Clean(input);

    /// <summary>A sentence that says what is wrong, null when the number is right or absent.</summary>
    public static string? Problem(string? input)
    {
        if (Normalize(input) is not { } siren) return null;
        return Identifiant.ShapeProblem(siren, "SIREN", 9)
            ?? (Identifiant.Luhn(siren) ? null : Messages.Get("Siren_cle", siren));
    }

    /// <summary>The valid number in its normal form; otherwise false with the reason (null when the input is empty).</summary>
    public static bool TryParse(string? input, out string siren, out string? reason)
    {
        reason = Problem(input);
        siren = Normalize(input) ?? "";
        return reason is null && siren.Length > 0;
    }

    /// <summary>`732 829 320` for reading; any other text unchanged.</summary>
    public static string Format(string siren) =>
        siren.Length == 9 ? $"{siren[..3]} {siren[3..6]} {siren[6..]}" : siren;
}
