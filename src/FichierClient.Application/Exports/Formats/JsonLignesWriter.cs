using System.Text.Encodings.Web;
using System.Text.Json;
using FichierClient.Application.Exports.Lignes;

namespace FichierClient.Application.Exports.Formats;

/// <summary>JSON lines (jsonlines.org): an object a line, UTF-8, numbers as numbers, days and instants in ISO 8601, absent values as null.</summary>
internal static class JsonLignesWriter
{
    private const int Flush = 64 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(Stream output, Tableau tableau, CancellationToken cancellationToken)
    {
        var names = tableau.Colonnes.Select(c => JsonEncodedText.Encode(c.Cle)).ToArray();
        using var buffer = new MemoryStream();
        await using var json = new Utf8JsonWriter(buffer, Options);
        await foreach (var row in tableau.Lignes.WithCancellation(cancellationToken))
        {
            json.WriteStartObject();
            for (var i = 0; i < row.Length; i++) Write(json, names[i], row[i]);
            json.WriteEndObject();
            await json.FlushAsync(cancellationToken);
            json.Reset();
            buffer.WriteByte((byte)'\n');
            if (buffer.Length >= Flush) await EmptyAsync(buffer, output, cancellationToken);
        }

        await EmptyAsync(buffer, output, cancellationToken);
    }

    private static async Task EmptyAsync(MemoryStream buffer, Stream output, CancellationToken cancellationToken)
    {
        await output.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellationToken);
        buffer.SetLength(0);
    }

    private static void Write(Utf8JsonWriter json, JsonEncodedText name, object? cell)
    {
        switch (cell)
        {
            case null: json.WriteNull(name); break;
            case decimal number: json.WriteNumber(name, number); break;
            case DateOnly day: json.WriteString(name, day.ToString("O", System.Globalization.CultureInfo.InvariantCulture)); break;
            case DateTimeOffset instant: json.WriteString(name, instant); break;
            default: json.WriteString(name, (string)cell); break;
        }
    }
}
