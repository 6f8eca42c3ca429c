using System.Text;

namespace FichierClient.Application.Imports.Reading.Vcards;

/// <summary>The cards of a file (vCard 2.1, 3.0 and 4.0), each a row below a header of our own; one card is held at a time.</summary>
internal sealed class VcardSource(TextReader text) : IRecordSource
{
    private readonly VcardLines lines = new(text);
    private string? next;
    private bool headerGiven, begun;

    /// <summary>Whether a text is made of cards, from its beginning.</summary>
    public static bool Begins(string text) => text.AsSpan().TrimStart('\uFEFF').TrimStart().StartsWith("BEGIN:VCARD", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public async ValueTask<FileRecord?> ReadAsync(CancellationToken cancellation)
    {
        if (!headerGiven)
        {
            headerGiven = true;
            return new FileRecord(0, VcardColumns.Headers, null);
        }

        while (!begun && await TakeAsync(cancellation) is { } line) begun = IsMark(line, "BEGIN");
        if (!begun) return null;
        return await ReadCardAsync(cancellation);
    }

    public void Dispose() => lines.Dispose();

    private async Task<FileRecord> ReadCardAsync(CancellationToken cancellation)
    {
        var card = new VcardCard(lines.Number - (next is null ? 0 : 1));
        begun = false;
        var (inner, agent) = (0, false);
        while (await UnfoldAsync(cancellation) is { } line)
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsMark(line, "BEGIN"))
            {
                // 2.1 puts an assistant's card into the card; otherwise the last one forgot its end.
                if (!agent && inner == 0)
                {
                    begun = true;
                    break;
                }

                (inner, agent) = (inner + 1, false);
            }
            else if (IsMark(line, "END"))
            {
                if (inner-- == 0) break;
            }
            else if (inner == 0 && VcardProperty.Parse(line) is { } property)
            {
                agent = property.Name == "AGENT";
                card.Add(property);
            }
        }

        return card.Take();
    }

    private static bool IsMark(string line, string word) =>
        line.AsSpan().Trim('\uFEFF').Trim().Equals($"{word}:VCARD", StringComparison.OrdinalIgnoreCase);

    /// <summary>A logical line: lines that begin with a space go on with the last one; so does a quoted-printable line that ends with `=`.</summary>
    private async ValueTask<string?> UnfoldAsync(CancellationToken cancellation)
    {
        if (await TakeAsync(cancellation) is not { } first) return null;
        var line = new StringBuilder(first);
        var quoted = VcardProperty.Parse(first)?.IsQuotedPrintable == true;
        while ((next = await lines.ReadAsync(cancellation)) is not null)
        {
            if (quoted && line.Length > 0 && line[^1] == '=')
            {
                line.Length--;
                Append(line, next.AsSpan());
            }
            else if (next.Length > 0 && next[0] is ' ' or '\t') Append(line, next.AsSpan(1));
            else break;
        }

        return line.ToString();
    }

    private static void Append(StringBuilder line, ReadOnlySpan<char> more) =>
        line.Append(more[..Math.Clamp(VcardLines.Max - line.Length, 0, more.Length)]);

    private async ValueTask<string?> TakeAsync(CancellationToken cancellation)
    {
        if (next is not { } line) return await lines.ReadAsync(cancellation);
        next = null;
        return line;
    }
}
