using System.Text;
using System.Text.RegularExpressions;
using FichierClient.Application.Imports.Mapping;

namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>What a number of a sheet stands for.</summary>
internal enum NatureNombre { Nombre, Pourcentage, Date, Heure, Duree }

/// <summary>How a sheet shows a number, as far as it says what the number is.</summary>
/// <param name="Nature">A date is a number of days; only the format tells.</param>
/// <param name="Chiffres">Least digits shown: French Excel's postal code is `00000`, its phone number `0#" "##" "##" "##" "##`.</param>
internal sealed partial record CellFormat(NatureNombre Nature, int Chiffres)
{
    private const int MostDigits = 20;

    public static CellFormat General { get; } = new(NatureNombre.Nombre, 1);

    /// <summary>The currency that the format shows, unless it is the euro; null mostly.</summary>
    public string? Devise { get; init; }

    /// <summary>« [$$-409] », « [$CHF] » with its sign; colours and languages without any.</summary>
    [GeneratedRegex(@"\[\$([^\]\-]*)(?:-[^\]]*)?\]|\[[^\]]*\]")]
    private static partial Regex Crochets();

    /// <summary>The formats that have a number and no code (ECMA-376, part 1, 18.8.30; 27 to 36 and 50 to 58 are East Asian dates).</summary>
    public static CellFormat BuiltIn(int id) => id switch
    {
        9 or 10 => new(NatureNombre.Pourcentage, 1),
        14 or 15 or 16 or 17 or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58 => new(NatureNombre.Date, 1),
        (>= 18 and <= 21) or (>= 32 and <= 35) or 45 or 47 or 55 or 56 => new(NatureNombre.Heure, 1),
        46 => new(NatureNombre.Duree, 1),
        _ => General,
    };

    /// <summary>Reads a code such as `dd/mm/yyyy;@` or `[$-40C]d mmmm yyyy`.</summary>
    public static CellFormat Parse(string code)
    {
        var format = Shape(code);
        return format.Nature == NatureNombre.Nombre && DevisesEcrites.Of(Crochets().Replace(code.Split(';')[0], "$1")) is { } devise and not "EUR" ? format with { Devise = devise } : format;
    }

    private static CellFormat Shape(string code)
    {
        var (shown, elapsed) = Strip(code);
        if (elapsed) return new(NatureNombre.Duree, 1);
        if (shown is "standard" || shown.Contains("general", StringComparison.Ordinal) || shown.Contains('@', StringComparison.Ordinal)) return General;
        var digits = shown.AsSpan().ContainsAny('0', '#', '?');
        var time = shown.AsSpan().ContainsAny('h', 's');
        if (shown.Contains('#', StringComparison.Ordinal) || (digits && !time)) return NumberOf(shown);
        // French and German codes that some programs write untranslated: jj/mm/aaaa, tt.mm.jjjj.
        if (shown.AsSpan().ContainsAny("ydjt") || (shown.Contains('m', StringComparison.Ordinal) && !time)) return new(NatureNombre.Date, 1);
        return time ? new(NatureNombre.Heure, 1) : General;
    }

    private static CellFormat NumberOf(string shown)
    {
        if (shown.Contains('%', StringComparison.Ordinal)) return new(NatureNombre.Pourcentage, 1);
        var whole = shown.Split('.')[0];
        var first = whole.IndexOf('0', StringComparison.Ordinal);
        if (first < 0 || shown.AsSpan().ContainsAny('e', '/')) return General;
        return new(NatureNombre.Nombre, Math.Clamp(whole[first..].Count(c => c is '0' or '#' or '?'), 1, MostDigits));
    }

    /// <summary>The first section in lower case, without quoted texts, escapes and brackets; brackets around hours, minutes or seconds count beyond a day.</summary>
    private static (string Shown, bool Elapsed) Strip(string code)
    {
        var shown = new StringBuilder(code.Length);
        var elapsed = false;
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
        {
            switch (code[i])
            {
                case '"':
                    i = EndOf(code, '"', i + 1);
                    break;
                case '[':
                    var end = EndOf(code, ']', i + 1);
                    elapsed |= end > i + 1 && code.AsSpan(i + 1, end - i - 1).TrimStart("hHmMsS").IsEmpty;
                    i = end;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                default:
                    shown.Append(char.ToLowerInvariant(code[i]));
                    break;
            }
        }

        return (shown.ToString(), elapsed);
    }

    private static int EndOf(string code, char mark, int from) => code.IndexOf(mark, from) is >= 0 and var at ? at : code.Length;
}
