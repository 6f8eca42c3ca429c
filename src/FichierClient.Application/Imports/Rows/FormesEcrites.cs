using FichierClient.Application.Common;
using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;

namespace FichierClient.Application.Imports.Rows;

/// <summary>Legal forms in words, as lists of companies write them, to INSEE's codes of four digits (catégorie juridique, niveau III).</summary>
internal static class FormesEcrites
{
    /// <summary>The first word of a cell, « SARL, société à responsabilité limitée », to its code.</summary>
    private static readonly Dictionary<string, string> ParSigle = new()
    {
        ["sarl"] = "5499",
        ["eurl"] = "5498",
        ["sas"] = "5710",
        ["sasu"] = "5720",
        ["snc"] = "5202",
        ["sci"] = "6540",
        ["selarl"] = "5485",
        ["ei"] = Individuelle,
        ["eirl"] = Individuelle,
        ["entrepreneur"] = Individuelle,
        ["auto"] = Individuelle,
        ["autoentrepreneur"] = Individuelle,
        ["micro"] = Individuelle,
        ["microentreprise"] = Individuelle,
    };

    private static readonly Lazy<Dictionary<string, string>> ParNom = new(() => Nomenclatures.FormesJuridiques.GroupBy(f => TexteNormalise.Of(f.Value)).ToDictionary(g => g.Key, g => g.First().Key));

    private const string Individuelle = "1000";

    /// <summary>The code of the row's legal form; null: it has none, or one that nobody knows, which is said.</summary>
    public static string? Read(CellReader cells)
    {
        if (cells.Text("entreprise.categorie_juridique", CellReader.Nom) is not { } text) return null;
        if (text.Length == 4 && text.All(char.IsAsciiDigit)) return text;
        var said = TexteNormalise.Of(text);
        var code = ParNom.Value.GetValueOrDefault(said) ?? (said.StartsWith("entreprise individuelle", StringComparison.Ordinal) ? Individuelle : ParSigle.GetValueOrDefault(said.Split(' ', ',')[0]));
        if (code is not null) return code;
        cells.Ligne.Remarques.Add(Texts.Get("Import_forme_inconnue"));
        return null;
    }

    /// <summary>Somebody who trades in their own name (niveau I: 1).</summary>
    public static bool EstIndividuelle(string? code) => code is { Length: 4 } && code[0] == '1';
}
