using System.Text.RegularExpressions;
using FichierClient.Application.Imports.Mapping;

namespace FichierClient.Application.Imports.Rows;

/// <summary>« C001 - Alpha », « [C001] Alpha », « Alpha (C001) »: a program's client number written with the name.</summary>
internal static partial class CodeDansLeNom
{
    /// <summary>The number and the name of a cell; null when it has no such number.</summary>
    public static (string Code, string Nom)? Split(string cell) =>
        Before().Match(cell) is { Success: true } before ? (before.Groups[1].Value, before.Groups[2].Value)
        : Behind().Match(cell) is { Success: true } behind ? (behind.Groups[2].Value, behind.Groups[1].Value) : null;

    /// <summary>Most cells of the column are written so: then it is no accident (« Studio 54 », « Garage (75) »).</summary>
    public static bool Is(FaitsColonne cells) => cells.Noms > 1 && cells.NomsAvecCode * 5 >= cells.Noms * 4;

    [GeneratedRegex(@"^\[?([A-Z]{0,4}\d{2,8})\]?\s*(?:[-–:]\s+|(?<=\])\s*)(\S.*)$")]
    private static partial Regex Before();

    [GeneratedRegex(@"^(\S.*?)\s*[(\[]([A-Z]{1,4}\d{2,8})[)\]]$")]
    private static partial Regex Behind();
}
