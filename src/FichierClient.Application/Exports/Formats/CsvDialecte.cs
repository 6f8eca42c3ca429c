using System.Globalization;
using System.Text;

namespace FichierClient.Application.Exports.Formats;

/// <summary>How a text file of rows is written.</summary>
internal sealed record CsvDialecte(char Separateur, Encoding Encodage, CultureInfo Nombres, string Date, string Instant)
{
    /// <summary>Cells that a spreadsheet would take for a formula get an apostrophe (OWASP, CSV injection).</summary>
    public bool Neutralise { get; init; } = true;

    /// <summary>False: the format has no quotes, so what would end a field or a row becomes a space.</summary>
    public bool Guillemets { get; init; } = true;

    /// <summary>What a French Excel opens by a double click: UTF-8 with its mark, semicolons, decimal commas, French days.</summary>
    public static readonly CsvDialecte Excel = new(';', new UTF8Encoding(true), Virgule(), "dd/MM/yyyy", "dd/MM/yyyy HH:mm");

    /// <summary>RFC 4180: commas, decimal points, ISO 8601.</summary>
    public static readonly CsvDialecte Rfc4180 = new(',', new UTF8Encoding(false), CultureInfo.InvariantCulture, "yyyy-MM-dd", "yyyy-MM-ddTHH:mm:sszzz");

    /// <summary>For an import, which reads it without a question: not neutralised, so that it gives back what stood there.</summary>
    public static readonly CsvDialecte Reimport = new(';', new UTF8Encoding(true), Virgule(), "yyyy-MM-dd", "yyyy-MM-ddTHH:mm:sszzz") { Neutralise = false };

    /// <summary>Article A47 A-1 of the LPF: ISO 8859-15, one separator that no field holds, decimal comma, days as AAAAMMJJ.</summary>
    public static readonly CsvDialecte Fec = new('\t', Latin9(), Virgule(), "yyyyMMdd", "yyyyMMdd") { Neutralise = false, Guillemets = false };

    private static CultureInfo Virgule()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        return CultureInfo.ReadOnly(culture);
    }

    private static Encoding Latin9() =>
        CodePagesEncodingProvider.Instance.GetEncoding("iso-8859-15", EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback)!;
}
