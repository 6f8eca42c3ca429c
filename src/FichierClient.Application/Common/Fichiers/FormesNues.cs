using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FichierClient.Application.Common.Fichiers;

/// <summary>
/// What one call of a drawing that isn't packed makes a PDF's reader do, with all that it calls itself (ISO 32000, 8.10): such streams pass no filter when they are drawn, so nothing counts them then,
/// and forms that call each other twice each are a thousand after ten. Names are resolved over the whole file; one that is found nowhere counts as the heaviest of all.
/// </summary>
internal sealed partial class FormesNues
{
    private readonly long most;
    private readonly Dictionary<int, (long Own, List<string?> Calls)> drawings = [];
    private readonly Dictionary<string, HashSet<int>> names = [];
    private readonly Dictionary<int, long> weights = [];
    private readonly bool hides;

    /// <param name="pdf">The document.</param>
    /// <param name="lettersOf">Letters that a drawing shows.</param>
    /// <param name="most">From here on the number doesn't matter.</param>
    public FormesNues(ReadOnlySpan<byte> pdf, Func<byte[], long> lettersOf, long most)
    {
        this.most = most;
        // Dictionaries may stand in packed streams: then nobody knows here what a name is.
        hides = pdf.IndexOf("/ObjStm"u8) >= 0;
        for (int begin, number = 1; (begin = pdf.IndexOf("endobj"u8)) >= 0; pdf = pdf[(begin + 6)..], number++)
        {
            var one = pdf[..begin];
            var at = one.IndexOf("stream"u8);
            var head = Encoding.Latin1.GetString(at < 0 ? one : one[..at]);
            Name(head);
            if (at < 0 || head.Contains("/Filter", StringComparison.Ordinal) || (one[at..].IndexOf("Do"u8) < 0 && !head.Contains("Form", StringComparison.Ordinal))) continue;
            var drawing = one[at..].ToArray();
            var id = Numero().Match(head) is { Success: true } said && int.TryParse(said.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var written) ? written : -number;
            var (own, calls) = (1 + lettersOf(drawing), CallsOf(Encoding.Latin1.GetString(drawing)));
            // An object that is written again takes the place of the first for some readers, and not for others.
            drawings[id] = drawings.TryGetValue(id, out var before) ? (Math.Max(own, before.Own), [.. before.Calls, .. calls]) : (own, calls);
        }

        if (drawings.Values.Any(d => d.Calls.Count > 0)) foreach (var id in drawings.Keys) Heaviest = Math.Max(Heaviest, WeightOf(id, []));
        else Heaviest = drawings.Count > 0 ? drawings.Values.Max(d => d.Own) : 0;
    }

    /// <summary>Letters and calls of the heaviest drawing.</summary>
    public long Heaviest { get; private set; }

    /// <summary>What a drawing that was unpacked calls of those that weren't.</summary>
    public long Called(ReadOnlySpan<byte> drawing) => drawings.Count == 0 || drawing.IndexOf("Do"u8) < 0 ? 0 : Sum(CallsOf(Encoding.Latin1.GetString(drawing)), []);

    private long WeightOf(int id, HashSet<int> above)
    {
        if (weights.TryGetValue(id, out var known)) return known;
        // Who calls herself never ends.
        if (!above.Add(id)) return most + 1;
        var weight = Math.Min(most + 1, drawings[id].Own + Sum(drawings[id].Calls, above));
        above.Remove(id);
        return weights[id] = weight;
    }

    private long Sum(List<string?> calls, HashSet<int> above)
    {
        var sum = 0L;
        foreach (var called in calls.GroupBy(c => c))
        {
            var ids = !hides && called.Key is { } name && !name.Contains('#') && names.TryGetValue(name, out var found) ? found.Where(drawings.ContainsKey) : drawings.Keys.Where(i => !above.Contains(i) || hides);
            sum = Math.Min(most + 1, sum + called.LongCount() * ids.Select(i => WeightOf(i, above)).DefaultIfEmpty(0).Max());
            if (sum > most) break;
        }

        return sum;
    }

    private void Name(string dictionary)
    {
        foreach (Match match in Reference().Matches(dictionary))
        {
            if (!int.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            if (!names.TryGetValue(match.Groups[1].Value, out var ids)) names[match.Groups[1].Value] = ids = [];
            ids.Add(id);
        }
    }

    private static List<string?> CallsOf(string drawing) => [.. Call().Matches(drawing).Select(m => m.Groups[1].Success ? m.Groups[1].Value : null)];

    [GeneratedRegex(@"(\d+)\s+\d+\s+obj\b", RegexOptions.RightToLeft)]
    private static partial Regex Numero();

    [GeneratedRegex(@"/([^\s\0/<>\[\](){}%]+)\s*(\d+)\s+\d+\s+R\b")]
    private static partial Regex Reference();

    [GeneratedRegex(@"(?:/([^\s\0/<>\[\](){}%]+)[\s\0]+)?(?<![A-Za-z])Do(?![A-Za-z])")]
    private static partial Regex Call();
}
