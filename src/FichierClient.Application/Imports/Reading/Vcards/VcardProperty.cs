using System.Text;

namespace FichierClient.Application.Imports.Reading.Vcards;

/// <summary>One property of a card (vCard 2.1; RFC 2426, 2.4; RFC 6350, 3.3): <c>item1.TEL;TYPE=work,cell:+33…</c></summary>
internal sealed class VcardProperty
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> parameters = new(StringComparer.OrdinalIgnoreCase);
    private string raw = "";

    private VcardProperty(string name) => Name = name;

    /// <summary>In capitals, without its group.</summary>
    public string Name { get; }

    public bool IsQuotedPrintable => words.Contains("QUOTED-PRINTABLE");

    /// <summary>Pictures, sounds and keys, in base64.</summary>
    public bool IsBinary => words.Contains("BASE64") || words.Contains("B");

    /// <summary>The first choice among those of its kind.</summary>
    public bool IsPreferred => words.Contains("PREF") || parameters.ContainsKey("PREF");

    /// <summary>Whether the property bears a type such as WORK, or another word without a name, as 2.1 writes them.</summary>
    public bool Is(string word) => words.Contains(word);

    public string? Parameter(string name) => parameters.GetValueOrDefault(name);

    /// <summary>The property of an unfolded line, null when the line isn't one.</summary>
    public static VcardProperty? Parse(string line)
    {
        var colon = Find(line, ':', 0);
        if (colon <= 0) return null;
        var from = Math.Min(Find(line, ';', 0) is >= 0 and var first && first < colon ? first : colon, colon);
        if (from == 0) return null;
        var property = new VcardProperty(line[(line.LastIndexOf('.', from - 1) + 1)..from].Trim().ToUpperInvariant()) { raw = line[(colon + 1)..] };
        while (from < colon)
        {
            var next = Find(line, ';', from + 1) is >= 0 and var semicolon && semicolon < colon ? semicolon : colon;
            property.AddParameter(line[(from + 1)..next]);
            from = next;
        }

        return property;
    }

    /// <summary>The whole value as text.</summary>
    public string Text() => Unescape(Decoded()).Trim();

    /// <summary>The parts of a value such as a name or an address, between semicolons.</summary>
    public string[] Parts()
    {
        var value = Decoded();
        var parts = new List<string>();
        var from = 0;
        for (var i = 0; i <= value.Length; i++)
        {
            if (i < value.Length && value[i] == '\\') i++;
            else if (i == value.Length || value[i] == ';')
            {
                parts.Add(Unescape(value[from..i]).Trim());
                from = i + 1;
            }
        }

        return [.. parts];
    }

    private void AddParameter(string parameter)
    {
        var equals = parameter.IndexOf('=', StringComparison.Ordinal);
        var (name, value) = equals < 0 ? ("TYPE", parameter) : (parameter[..equals].Trim(), parameter[(equals + 1)..]);
        value = value.Trim().Trim('"');
        parameters.TryAdd(name, value);
        if (!name.Equals("TYPE", StringComparison.OrdinalIgnoreCase) && !name.Equals("ENCODING", StringComparison.OrdinalIgnoreCase)) return;
        foreach (var word in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) words.Add(word);
    }

    /// <summary>A mark outside of double quotes.</summary>
    private static int Find(string line, char mark, int from)
    {
        var quoted = false;
        for (var i = from; i < line.Length; i++)
        {
            if (line[i] == '"') quoted = !quoted;
            else if (line[i] == mark && !quoted) return i;
        }

        return -1;
    }

    private string Decoded() => IsQuotedPrintable ? FromQuotedPrintable() : raw;

    /// <summary>RFC 2045, 6.7; the bytes are in the named character set, else UTF-8 when they can be, else Windows-1252.</summary>
    private string FromQuotedPrintable()
    {
        var bytes = new List<byte>(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '=' && i + 2 < raw.Length && char.IsAsciiHexDigit(raw[i + 1]) && char.IsAsciiHexDigit(raw[i + 2]))
            {
                bytes.Add(Convert.ToByte(raw.Substring(i + 1, 2), 16));
                i += 2;
            }
            else bytes.AddRange(raw[i] < 128 ? [(byte)raw[i]] : Encoding.UTF8.GetBytes(raw, i, 1));
        }

        return CharacterSet(bytes).GetString([.. bytes]).Replace("\0", "", StringComparison.Ordinal);
    }

    private Encoding CharacterSet(List<byte> bytes)
    {
        try
        {
            if (Parameter("CHARSET") is { } name && !name.Equals("UTF-8", StringComparison.OrdinalIgnoreCase)) return ByName(name);
            StrictUtf8.GetCharCount([.. bytes]);
            return StrictUtf8;
        }
        catch (ArgumentException)
        {
            return EncodingDetector.Windows1252;
        }
    }

    private static Encoding ByName(string name)
    {
        // Old code pages are registered with the detector.
        _ = EncodingDetector.Windows1252;
        return Encoding.GetEncoding(name);
    }

    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length) result.Append(text[i]);
            else if (text[++i] is 'n' or 'N') result.Append('\n');
            else if (text[i] is ',' or ';' or '\\' or ':' or '"') result.Append(text[i]);
            else result.Append('\\').Append(text[i]);
        }

        return result.ToString();
    }
}
