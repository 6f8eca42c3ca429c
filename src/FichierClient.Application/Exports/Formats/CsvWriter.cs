using System.Buffers;
using System.Text;
using FichierClient.Application.Exports.Lignes;

namespace FichierClient.Application.Exports.Formats;

/// <summary>Writes rows as text, a record a line, CRLF.</summary>
internal static class CsvWriter
{
    private const int Buffer = 64 * 1024;

    /// <summary>What begins a formula in a spreadsheet, or is skipped before one (OWASP, CSV injection); the wide forms are read as the plain ones.</summary>
    private static readonly SearchValues<char> Dangerous = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\t");

    public static async Task WriteAsync(Stream output, Tableau tableau, CsvDialecte dialecte, CancellationToken cancellationToken)
    {
        var special = SearchValues.Create(['"', '\r', '\n', dialecte.Separateur]);
        var line = new StringBuilder();
        await using var writer = new StreamWriter(output, dialecte.Encodage, Buffer, leaveOpen: true);
        Append(line, tableau.Colonnes.Select(c => (object?)c.Titre), dialecte, special);
        await writer.WriteAsync(line, cancellationToken);
        await foreach (var row in tableau.Lignes.WithCancellation(cancellationToken))
        {
            Append(line.Clear(), row, dialecte, special);
            await writer.WriteAsync(line, cancellationToken);
        }
    }

    private static void Append(StringBuilder line, IEnumerable<object?> cells, CsvDialecte dialecte, SearchValues<char> special)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first) line.Append(dialecte.Separateur);
            first = false;
            AppendCell(line, cell, dialecte, special);
        }

        line.Append("\r\n");
    }

    private static void AppendCell(StringBuilder line, object? cell, CsvDialecte dialecte, SearchValues<char> special)
    {
        var text = Text(cell, dialecte);
        if (!dialecte.Guillemets) line.Append(text.AsSpan().ContainsAny(LineEnds) ? string.Join(' ', text.Split('\r', '\n', '\t')) : text);
        else if (text.AsSpan().ContainsAny(special) || (text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])))) line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else line.Append(text);
    }

    /// <summary>A number keeps its minus: only text can be a formula.</summary>
    private static string Text(object? cell, CsvDialecte dialecte) => cell switch
    {
        null => "",
        string text => dialecte.Neutralise && text.Length > 0 && Dangerous.Contains(text[0]) ? "'" + text : text,
        DateOnly day => day.ToString(dialecte.Date, dialecte.Nombres),
        DateTimeOffset instant => instant.ToString(dialecte.Instant, dialecte.Nombres),
        decimal number => number.ToString(dialecte.Nombres),
        _ => throw new InvalidOperationException($"No column holds a {cell.GetType().Name}."),
    };
}
