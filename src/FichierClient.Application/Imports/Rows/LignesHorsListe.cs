using System.Text.RegularExpressions;
using FichierClient.Application.Common;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Rows;

/// <summary>Rows that a list prints beside its own: totals, notes at its foot, its headings once more, a line of dashes.</summary>
internal static partial class LignesHorsListe
{
    private static readonly string[] Totaux =
        ["total", "totaux", "total general", "sous total", "soustotal", "subtotal", "totals", "grand total", "total ht", "total ttc", "montant total", "cumul", "cumul annuel", "total annee", "total mois",
            "report", "report a nouveau", "a reporter", "a nouveau", "solde anterieur", "solde precedent"];

    private static readonly string[] Sommes = ["sous total", "s total", "ss total", "total client", "total ht", "total ttc", "total facture"];

    private static readonly string[] Debuts = ["total ", "totaux ", "sous total ", "subtotal ", "report ", "cumul "];

    /// <summary>The words of a sum instead of a client or a product.</summary>
    /// <param name="normalized">Lower case, without accents.</param>
    public static bool EstTotal(string normalized) => Array.IndexOf(Totaux, normalized) >= 0 || TotalOf().IsMatch(normalized);

    /// <summary>A sum by its beginning, « Total facture », where a further line of an invoice would stand; « Reportage » is none.</summary>
    public static bool CommenceParTotal(string normalized) => EstTotal(normalized) || Debuts.Any(d => normalized.StartsWith(d, StringComparison.Ordinal));

    /// <summary>« Nombre de clients : 2 », « Édité le 12/03/2025 », « Page 1/2 ».</summary>
    public static bool EstPied(string normalized) => EstTotal(normalized) || Foot().IsMatch(normalized);

    /// <summary>Why a record is none of the list's; null: it may be.</summary>
    public static string? Problem(FileRecord record, LectureColonnes lecture)
    {
        if (IsSum(record.Cells, lecture)) return Texts.Get("Import_ligne_total");
        var (filled, headings, rules) = (0, 0, 0);
        for (var i = 0; i < record.Cells.Length; i++)
        {
            var cell = record.Cells[i].Trim();
            if (cell.Length == 0) continue;
            filled++;
            if (i < lecture.EnTetes.Count && string.Equals(cell, lecture.EnTetes[i], StringComparison.OrdinalIgnoreCase)) headings++;
            if (cell.Length > 2 && cell.All(c => c is '-' or '=' or '_' or '*' or ':' or '+' or '|' or '~')) rules++;
        }

        return filled > 1 && headings == filled ? Texts.Get("Import_entetes_repetes") : filled > 0 && rules == filled ? Texts.Get("Import_ligne_de_tirets") : null;
    }

    /// <summary>« Total » where the other rows have an invoice's number; « Sous-total Client A » where they name what was sold.</summary>
    private static bool IsSum(string[] cells, LectureColonnes lecture) =>
        (lecture.Text(cells, "vente.numero") is { } numero && !numero.Any(char.IsAsciiDigit) && CommenceParTotal(TexteNormalise.Of(numero)))
        || (!(lecture.Text(cells, "vente.numero") is { } numbered && numbered.Any(char.IsAsciiDigit) && lecture.Text(cells, "entreprise.nom") is not null) && lecture.Text(cells, "vente.designation") is { } designation && lecture.Text(cells, "vente.quantite") is null && lecture.Text(cells, "vente.prix_unitaire") is null
            && TexteNormalise.Of(designation) is var said && Sommes.Any(s => said == s || said.StartsWith(s + " ", StringComparison.Ordinal)));

    [GeneratedRegex(@"^(?:sous )?total (?:de |du |des |d )?(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|client|mois|annee|general|20\d\d|t[1-4]|trimestre)\b")]
    private static partial Regex TotalOf();

    [GeneratedRegex(@"^(?:nombre des? |nb des? |edite(?:e)? le |imprime(?:e)? le |edition du |extrait le |exporte le |page \d|genere(?:e)? le |export du |mis(?:e)? a jour le |legende )")]
    private static partial Regex Foot();
}
