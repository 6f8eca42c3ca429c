using FichierClient.Application.Common;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Entreprises;

namespace FichierClient.Application.Insee;

/// <summary>A list of INSEE as its file holds it.</summary>
/// <param name="Liste">Which one.</param>
/// <param name="Libelles">Code to label, in the order of the file.</param>
public sealed record NomenclatureLue(ListeInsee Liste, IReadOnlyDictionary<string, string> Libelles);

/// <summary>
/// Reads INSEE's own files, as CSV in any encoding or as a workbook: NAF rév. 2 and NAF 2025 (sub-classes), catégories juridiques (niveau III), communes (code
/// officiel géographique). Which list it is, its columns and the shape of its codes tell; levels above the one that records hold are passed over.
/// </summary>
internal static class LectureNomenclature
{
    private const int MostCodes = 60_000, LongestLabel = 250;

    private static readonly string[] Codes = ["com", "niv5", "code", "codenaf", "sousclasse", "codenaf2025"];
    private static readonly string[] Labels = ["niv5libelle", "libelle", "intitule", "intitules", "intitulesnafrev2versionfinale", "intitulesnaf2025", "libellesousclasse"];

    /// <exception cref="UnreadableFileException">It is none of these lists; the message says which are read.</exception>
    public static async Task<NomenclatureLue> ReadAsync(Func<Stream> open, CancellationToken cancellationToken)
    {
        var file = await FileAnalysis.RunAsync(open, null, cancellationToken);
        var keys = file.Headers.Select(ChampsImport.KeyOf).ToList();
        var (code, label) = (Column(keys, Codes), Column(keys, Labels));
        if (code < 0 || label < 0) throw Unknown();
        var communes = keys[code] == "com" ? keys.IndexOf("typecom") : -1;
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        var forms = new int[4];
        await foreach (var cells in RowsAsync(file, open(), cancellationToken))
        {
            var (said, text) = (Cell(cells, code), Cell(cells, label));
            // Of a commune's former parts (COMD, COMA) the code is the commune's own; the arrondissements of Paris, Lyon and Marseille have theirs.
            if (text.Length is 0 or > LongestLabel || (communes >= 0 && Cell(cells, communes) is not ("COM" or "ARM" or ""))) continue;
            if (FormOf(said, keys[code] == "com") is not { } form) continue;
            forms[(int)form]++;
            if (read.Count < MostCodes) read.TryAdd(form is ListeInsee.NafRev2 or ListeInsee.Naf2025 ? CodeNaf.Normalize(said)! : said, text);
        }

        if (read.Count == 0) throw Unknown();
        var liste = (ListeInsee)Array.IndexOf(forms, forms.Max());
        if (forms.Count(f => f > 0) > 1) throw Unknown();
        return new NomenclatureLue(liste == ListeInsee.NafRev2 && Is2025(keys, read.Keys) ? ListeInsee.Naf2025 : liste, read);
    }

    private static int Column(List<string> keys, string[] names) => names.Select(n => keys.IndexOf(n)).FirstOrDefault(i => i >= 0, keys.FindIndex(k => names.Any(n => n.Length > 8 && k.StartsWith(n, StringComparison.Ordinal))));

    /// <summary>The list whose codes look so; null for a level that records don't hold, and for rows without a code.</summary>
    private static ListeInsee? FormOf(string code, bool communes) => code switch
    {
        _ when communes => code.Length == 5 && char.IsAsciiDigit(code[0]) && code[2..].All(char.IsAsciiDigit) ? ListeInsee.Communes : null,
        _ when CodeNaf.IsSousClasse(code) => ListeInsee.NafRev2,
        { Length: 4 } when code.All(char.IsAsciiDigit) => ListeInsee.CategoriesJuridiques,
        _ => null,
    };

    /// <summary>NAF 2025 marks a class without sub-classes by Y where the revision 2 has Z.</summary>
    private static bool Is2025(List<string> keys, IEnumerable<string> codes) => keys.Exists(k => k.Contains("2025", StringComparison.Ordinal)) || (codes.Any(c => c.EndsWith('Y')) && !codes.Any(c => c.EndsWith('Z')));

    private static string Cell(string[] cells, int i) => i < cells.Length ? string.Join(' ', cells[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : "";

    private static async IAsyncEnumerable<string[]> RowsAsync(FileAnalysis file, Stream stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var rows = await RowReader.OpenAsync(file, stream, cancellationToken);
        while (await rows.ReadAsync(1_000, cancellationToken) is { Count: > 0 } batch)
            foreach (var row in batch.Where(r => r.Record.Problem is null)) yield return row.Record.Cells;
    }

    private static UnreadableFileException Unknown() => new(Texts.Get("Nomenclature_inconnue"));
}
