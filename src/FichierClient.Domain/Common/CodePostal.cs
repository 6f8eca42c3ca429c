namespace FichierClient.Domain.Common;

/// <summary>Postal codes: five digits in France (leading zero kept), free text elsewhere.</summary>
public static class CodePostal
{
    private static readonly HashSet<string> France = new(StringComparer.Ordinal)
    {
        "", "fr", "fra", "france", "republique francaise", "france metropolitaine", "gp", "mq", "gf", "re", "yt", "pm", "nc", "pf", "mc",
        "guadeloupe", "martinique", "guyane", "la reunion", "reunion", "mayotte", "monaco", "saint pierre et miquelon", "nouvelle caledonie",
        "polynesie francaise",
    };

    /// <summary>True when the country is written as France (or not written at all), an overseas territory or Monaco: they share the five digits.</summary>
    public static bool IsFrench(string? pays) => France.Contains(TexteNormalise.Of(pays ?? ""));

    /// <summary>The code in upper case with single spaces, without spaces when it is French; null when empty.</summary>
    public static string? Normalize(string? input, string? pays = null)
    {
        if (string.IsNullOrWhiteSpace(input)) return null;
        var words = input.Trim().ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var joined = string.Concat(words);
        // « F-75002 », « FR-35000 »: the country as it stands on letters from abroad.
        if (joined.Split('-', 2) is ["F" or "FR", { Length: 5 } number] && Identifiant.IsDigits(number)) joined = number;
        return IsFrench(pays) && Identifiant.IsDigits(joined) ? joined : string.Join(' ', words);
    }

    /// <summary>A sentence that says what is wrong, null when the code is right or absent.</summary>
    public static string? Problem(string? input, string? pays = null)
    {
        if (Normalize(input, pays) is not { } code) return null;
        if (!IsFrench(pays)) return code.Length <= 12 ? null : Messages.Get("Code_postal_long", code);
        if (code.Length == 5 && Identifiant.IsDigits(code)) return null;
        return Propose(code) is { } proposal
            ? Messages.Get("Code_postal_zero", code, proposal)
            : Messages.Get("Code_postal_chiffres", code);
    }

    /// <summary>`01120` for the `1120` that a spreadsheet left of it, null when the code isn't four digits.</summary>
    public static string? Propose(string code) => code.Length == 4 && Identifiant.IsDigits(code) ? "0" + code : null;
}
