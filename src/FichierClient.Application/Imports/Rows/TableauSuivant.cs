using FichierClient.Application.Common;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Rows;

/// <summary>What stands below the table: another one under headings of its own, or a part under a title (« ACHATS », « AVOIRS ») whose rows mean something else.</summary>
internal sealed class TableauSuivant(LectureColonnes lecture)
{
    private const int LeastHeadings = 3;

    /// <summary>Titles of parts whose rows are none of our sales, or subtract from them.</summary>
    private static readonly string[] Titres = ["avoir", "avoirs", "achat", "achats", "depense", "depenses", "charges", "fournisseurs", "devis", "reglements", "paiements", "credit notes", "purchases"];

    private long rang = -1;
    private string? titre;
    private bool autre;

    /// <summary>Why the row is none of the list's; null: it may be. Rows come in the order of the file; from its beginning again, when it is read once more.</summary>
    public string? Problem(FileRow row)
    {
        if (row.Rang <= rang) (titre, autre) = (null, false);
        rang = row.Rang;
        var filled = row.Record.Cells.Where(c => !string.IsNullOrWhiteSpace(c)).ToList();
        // Sub-items bring their headings along; the table goes on below them.
        if (lecture.Pieces.EstSousElement(row.Record.Cells)) return null;
        // A title stands at the beginning of its row. « Page 2 » ends no part, « VENTES 2024 » does.
        if (filled.Count == 1 && row.Record.Cells[0] == filled[0] && filled[0].Count(char.IsLetter) >= LeastHeadings) titre = filled[0].Trim().StartsWith("page", StringComparison.OrdinalIgnoreCase) ? titre : TitreOf(filled[0]);
        else if (filled.Count >= LeastHeadings && !filled.Exists(c => c.Any(char.IsAsciiDigit)) && DialectDetector.Known(row.Record) is >= LeastHeadings and var known && known * 5 >= filled.Count * 3)
        {
            autre = !Repeats(row.Record.Cells);
            if (!autre)
            {
                titre = null;
                return Texts.Get("Import_entetes_repetes");
            }
        }

        return autre ? Texts.Get("Import_second_tableau") : titre is { } said ? Texts.Get("Import_sous_titre", said) : null;
    }

    /// <summary>The file's own headings once more, but for a mark or a blank: two exports that were put together.</summary>
    private bool Repeats(string[] cells) => cells.Take(lecture.EnTetes.Count).Where((c, i) => ChampsImport.KeyOf(c) == ChampsImport.KeyOf(lecture.EnTetes[i])).Count() * 2 > cells.Length;

    /// <summary>The word alone, or with a year: « Devis n° 113 accepté » is a remark, « Achats Dupont » a company.</summary>
    private static string? TitreOf(string cell) =>
        Array.IndexOf(Titres, string.Join(' ', TexteNormalise.Of(cell).Split(' ').Where(w => !w.All(char.IsAsciiDigit)))) >= 0 ? cell.Trim() : null;
}
