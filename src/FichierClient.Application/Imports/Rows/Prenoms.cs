using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Rows;

/// <summary>Whether two first names can be of one person, who bears the same address.</summary>
internal static class Prenoms
{
    /// <summary>« Max » and « Maxime » are one, « Louis » and « Louise » two.</summary>
    private const int ShortestRest = 3;

    /// <summary>Both are known, and neither is the other's initial, its beginning or its first part.</summary>
    public static bool Differ(string? one, string? other)
    {
        var (a, b) = (TexteNormalise.Of(one), TexteNormalise.Of(other));
        if (a.Length > b.Length) (a, b) = (b, a);
        if (a.Length == 0 || a == b) return false;
        var rest = b.Length - a.Length;
        return !b.StartsWith(a, StringComparison.Ordinal) || (a.Length > 1 && b[a.Length] != ' ' && rest < ShortestRest);
    }
}
