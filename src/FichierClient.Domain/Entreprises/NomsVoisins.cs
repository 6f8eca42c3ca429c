using FichierClient.Domain.Common;

namespace FichierClient.Domain.Entreprises;

/// <summary>Whether two names of companies can be one company's: written out or short, with or without its legal form.</summary>
public static class NomsVoisins
{
    /// <summary>Words that say what kind of company it is, not which.</summary>
    private static readonly HashSet<string> Communs =
    [
        "sarl", "sas", "sasu", "sa", "eurl", "snc", "sci", "scop", "scp", "ei", "eirl", "selarl", "gie", "ste", "societe", "ets", "etablissements", "entreprise", "groupe", "cie",
        "compagnie", "maison", "et", "fils", "freres", "associes", "de", "du", "des", "la", "le", "les", "france", "ltd", "gmbh", "inc", "spa", "bv", "nv",
    ];

    private const int Prefixe = 4;

    /// <summary>Of two names without a common word, how much of their letter pairs must agree (Dice) to be one name mistyped.</summary>
    private const double Assez = 0.5;

    /// <summary>True when nothing in the two names points at one company; false when one of them says nothing.</summary>
    public static bool Different(string? un, string? autre)
    {
        var (a, b) = (Mots(un), Mots(autre));
        if (a.Count == 0 || b.Count == 0) return false;
        if (a.Any(x => b.Any(y => Proches(x, y)))) return false;
        if (Sigle(a, autre) || Sigle(b, un)) return false;
        return Dice(string.Concat(a), string.Concat(b)) < Assez;
    }

    /// <summary>True when the words of one name all stand in the other: « Boulangerie Martin » and « Martin, boulangerie-pâtisserie »; never « Étude Martin » and « Étude Durand ».</summary>
    public static bool Inclus(string? un, string? autre)
    {
        var (a, b) = (Mots(un), Mots(autre));
        return a.Count > 0 && b.Count > 0 && (a.TrueForAll(b.Contains) || b.TrueForAll(a.Contains));
    }

    private static List<string> Mots(string? nom) => [.. TousLesMots(nom).Where(m => !Communs.Contains(m))];

    private static string[] TousLesMots(string? nom) => TexteNormalise.Of(nom).Split([' ', '.', ',', '&', '(', ')', '/', '-', '\''], StringSplitOptions.RemoveEmptyEntries);

    private static bool Proches(string x, string y) =>
        x == y || (Math.Min(x.Length, y.Length) >= Prefixe && (x.StartsWith(y, StringComparison.Ordinal) || y.StartsWith(x, StringComparison.Ordinal)));

    /// <summary>The initials of the words of the other, such as "SNCF"; small words have none.</summary>
    private static bool Sigle(List<string> court, string? nom)
    {
        var initiales = string.Concat(TousLesMots(nom).Where(m => m.Length > 3 || !Communs.Contains(m)).Select(m => m[0]));
        return initiales.Length > 1 && court.Contains(initiales);
    }

    private static double Dice(string a, string b)
    {
        var (x, y) = (Paires(a), Paires(b));
        var total = x.Count + y.Count;
        if (total == 0) return 0;
        return 2.0 * x.Count(y.Remove) / total;
    }

    private static List<string> Paires(string text) => [.. Enumerable.Range(0, Math.Max(0, text.Length - 1)).Select(i => text.Substring(i, 2))];
}
