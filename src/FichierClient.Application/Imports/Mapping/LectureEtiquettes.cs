using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>Address books whose columns come in numbered groups with a label each, as Google's: « Address 1 - Label », « Address 1 - Street », « Phone 2 - Label ».</summary>
public sealed partial class LectureColonnes
{
    private static readonly string[] Privees = ["home", "domicile", "prive", "privee", "perso", "personnel", "personnelle", "maison"];

    private static readonly string[] ChampsDAdresse = ["entreprise.adresse", "entreprise.complement", "entreprise.code_postal", "entreprise.commune", "entreprise.pays"];

    private readonly Dictionary<int, List<(int Colonne, int Etiquette)>> groupes = [];

    /// <summary>What the label beside a field's number says it is: « Fax », « Mobile »; null otherwise.</summary>
    internal string? EtiquetteDe(string[] cells, string cle)
    {
        if (!columns.TryGetValue(cle, out var i) || !groupes.TryGetValue(i, out var groups)) return null;
        // A group may have no label of its own though another of its kind has one.
        if (groups.FindIndex(g => g.Colonne == i) is not (>= 0 and var own)) return null;
        var words = TexteNormalise.Of(Cell(cells, groups[own].Etiquette)).Split(' ');
        return words.Contains("fax") || words.Contains("telecopie") ? "Fax" : words.Contains("mobile") ? "Mobile" : null;
    }

    /// <summary>The only address of the row is a private one.</summary>
    internal bool EstAdressePrivee(string[] cells) => columns.TryGetValue("entreprise.adresse", out var i) && groupes.ContainsKey(i) && ColonneDe(cells, i) < 0;

    /// <summary>The column of an address that isn't private: the one that was mapped, or the same of a further address; -1: the row has none.</summary>
    private int ColonneDe(string[] cells, int column)
    {
        if (groupes.Count == 0 || !groupes.TryGetValue(column, out var groups) || !EstAdresse(column)) return column;
        var labelled = groups.FindIndex(g => Cell(cells, g.Etiquette).Length > 0 && !EstPrivee(Cell(cells, g.Etiquette)));
        if (labelled >= 0) return groups[labelled].Colonne;
        return groups.Exists(g => EstPrivee(Cell(cells, g.Etiquette))) ? -1 : column;
    }

    private void FindGroups(FileAnalysis file)
    {
        foreach (var column in columns.Values.Distinct())
        {
            if (Parts(file.Headers[column]) is not var (kind, what)) continue;
            var groups = new List<(int, int)>();
            for (var i = 0; i < file.Headers.Count; i++)
            {
                if (Parts(file.Headers[i]) is not var (otherKind, otherWhat) || otherKind != kind || otherWhat != what) continue;
                var prefix = file.Headers[i][..file.Headers[i].IndexOf(" - ", StringComparison.Ordinal)];
                var label = Enumerable.Range(0, file.Headers.Count).FirstOrDefault(l => file.Headers[l].StartsWith(prefix + " - ", StringComparison.OrdinalIgnoreCase) && ChampsImport.KeyOf(file.Headers[l][(prefix.Length + 3)..]) is "label" or "type" or "libelle", -1);
                if (label >= 0) groups.Add((i, label));
            }

            if (groups.Count > 0) groupes[column] = groups;
        }
    }

    /// <summary>« Address 1 - Street » is an address's street; null: the heading isn't made so.</summary>
    private static (string Kind, string What)? Parts(string header)
    {
        var at = header.IndexOf(" - ", StringComparison.Ordinal);
        return at > 1 && char.IsAsciiDigit(header[at - 1]) ? (ChampsImport.KeyOf(header[..(at - 1)]), ChampsImport.KeyOf(header[(at + 3)..])) : null;
    }

    private bool EstAdresse(int column) => columns.Any(c => c.Value == column && Array.IndexOf(ChampsDAdresse, c.Key) >= 0);

    private static string Cell(string[] cells, int i) => i < cells.Length ? cells[i].Trim() : "";

    private static bool EstPrivee(string label) => TexteNormalise.Of(label).Split(' ').Any(w => Array.IndexOf(Privees, w) >= 0);
}
