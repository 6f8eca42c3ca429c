using System.Text.RegularExpressions;
using FichierClient.Application.Common;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Rows;

/// <summary>A person's name written in one cell: « Mme MARTIN Jeanne », « Dupont Jean (DAF) », « M. et Mme Dupont ».</summary>
/// <param name="Prenom">First name.</param>
/// <param name="Nom">Family name.</param>
/// <param name="Titre">The word before it, such as « Mme ».</param>
/// <param name="Fonction">What stood in parentheses.</param>
internal sealed partial record NomPersonne(string? Prenom, string? Nom, string? Titre = null, string? Fonction = null)
{
    private static readonly string[] Titres = ["m", "mr", "mme", "mlle", "mm", "mmes", "monsieur", "madame", "mademoiselle", "dr", "docteur", "me", "maitre", "pr", "professeur", "mrs", "ms", "miss"];
    private static readonly string[] Particules = ["de", "du", "des", "le", "la", "les", "van", "von", "di", "da", "dos", "el", "al", "ben", "bel", "st", "saint", "mac", "mc"];
    private static readonly string[] Suites = ["fils", "fille", "filles", "freres", "associes", "cie", "co"];

    /// <summary>Reads a cell; what is left out of it is said in a remark of the row.</summary>
    /// <param name="cell">As it is written.</param>
    /// <param name="lecture">In which order the column is written, and whether that is proven: then a family name that is a first name elsewhere turns nobody round.</param>
    /// <param name="ligne">The row.</param>
    public static NomPersonne Read(string cell, LectureColonnes lecture, LigneImportee ligne)
    {
        var fonction = Parentheses().Match(cell) is { Success: true } said ? said.Groups[1].Value.Trim() : null;
        var text = fonction is null ? cell : Parentheses().Replace(cell, " ").Trim();
        var comma = text.Split(',', 2, StringSplitOptions.TrimEntries);
        if (comma.Length == 2 && comma[0].Length > 0 && comma[1].Length > 0) return new NomPersonne(comma[1], comma[0], null, fonction);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var titre = TakeTitles(words, ligne);
        words = FirstOf(words, ligne);
        if (words.Count == 0) return new NomPersonne(null, text.Length > 0 ? text : null, titre, fonction);
        if (words.Count == 1) return new NomPersonne(null, words[0], titre, fonction);
        var capitals = words.TakeWhile(EstCapitale).Count();
        if (capitals > 0 && capitals < words.Count) return Of(words, capitals, titre, fonction);
        var last = words.AsEnumerable().Reverse().TakeWhile(EstCapitale).Count();
        if (last > 0 && last < words.Count) return new NomPersonne(string.Join(' ', words.SkipLast(last)), string.Join(' ', words.TakeLast(last)), titre, fonction);
        var nom = EstInitiale(words[^1]) || (!EstInitiale(words[0]) && ((lecture.OrdreDesNomsProuve ? null : Order(words)) ?? lecture.NomDAbord));
        return nom ? Of(words, Math.Min(words.Count - 1, words.TakeWhile(w => Array.IndexOf(Particules, TexteNormalise.Of(w)) >= 0).Count() + 1), titre, fonction)
            : new NomPersonne(words[0], string.Join(' ', words.Skip(1)), titre, fonction);
    }

    /// <summary>Which comes first in a column of names: what most cells show, else what its heading says.</summary>
    public static bool NomDAbord(string header, FaitsColonne cells) =>
        cells.NomDAbord != cells.PrenomDAbord ? cells.NomDAbord > cells.PrenomDAbord : ChampsImport.KeyOf(header) is var key && key.StartsWith("nom", StringComparison.Ordinal) && key.Contains("prenom", StringComparison.Ordinal);

    /// <summary>True: the first name is at the end of the cell; null: either, or neither, looks like one.</summary>
    internal static bool? Order(string cell) => Order(cell.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>« MARTIN », « LE »; « J. » and « JC » are initials.</summary>
    private static bool EstCapitale(string word) => word.Length > 1 && !word.Any(char.IsLower) && !word.Contains('.', StringComparison.Ordinal) && (word.Length > 2 || word.Any("AEIOUY".Contains));

    private static bool EstInitiale(string word) => word.Length <= 5 && word.Contains('.', StringComparison.Ordinal) && !word.Any(char.IsLower);

    private static bool? Order(IReadOnlyList<string> words)
    {
        if (words.Count < 2) return null;
        var (begins, ends) = (PrenomsCourants.Est(words[0]), PrenomsCourants.Est(words[^1]));
        return begins == ends ? null : ends;
    }

    private static NomPersonne Of(List<string> words, int nom, string? titre, string? fonction) =>
        new(string.Join(' ', words.Skip(nom)), string.Join(' ', words.Take(nom)), titre, fonction);

    private static string? TakeTitles(List<string> words, LigneImportee ligne)
    {
        var (titles, and) = (new List<string>(), false);
        while (words.Count > 1)
        {
            var word = TexteNormalise.Of(words[0]);
            if (Array.IndexOf(Titres, word) >= 0) titles.Add(words[0]);
            else if (titles.Count > 0 && (word is "et" or "ou" || words[0] is "&" or "/" or "+")) and = true;
            else break;
            words.RemoveAt(0);
        }

        if (titles.Count > 1 && and) ligne.Remarques.Add(Texts.Get("Import_deux_personnes"));
        return titles.Count == 1 ? titles[0] : null;
    }

    /// <summary>« Jean Martin / Anne Roy », « Paul et Luc Durand »: the first is taken, and the row says so.</summary>
    private static List<string> FirstOf(List<string> words, LigneImportee ligne)
    {
        var parts = string.Join(' ', words).Split(["/", " & ", " + ", " et ", " ET "], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length < 2) return words;
        var (left, right) = (parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList(), parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (right.Length == 0 || Array.IndexOf(Suites, TexteNormalise.Of(right[^1])) >= 0) return words;
        ligne.Remarques.Add(Texts.Get("Import_deux_personnes"));
        return left.Count == 1 && right.Length > 1 && PrenomsCourants.Est(left[0]) ? [left[0], .. right.Skip(1)] : left;
    }

    [GeneratedRegex(@"\s*\(([^)]*)\)\s*")]
    private static partial Regex Parentheses();
}
