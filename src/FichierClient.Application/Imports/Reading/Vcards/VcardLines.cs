using System.Text;

namespace FichierClient.Application.Imports.Reading.Vcards;

/// <summary>Physical lines of a text, each held up to a bound: a photograph may stand on one line of megabytes, and is left out.</summary>
internal sealed class VcardLines(TextReader text) : IDisposable
{
    /// <summary>Characters that are kept of a line; the rest is passed over.</summary>
    public const int Max = 256 * 1024;

    private readonly char[] buffer = new char[16 * 1024];
    private readonly StringBuilder line = new();
    private int at, end;
    private bool afterReturn;

    /// <summary>Number of the line that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The next line without its end, null at the end of the text.</summary>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellation)
    {
        line.Clear();
        var any = false;
        while (true)
        {
            if (at == end)
            {
                (at, end) = (0, await text.ReadAsync(buffer, cancellation));
                if (end == 0) return any ? Take() : null;
            }

            if (afterReturn && buffer[at] == '\n') at++;
            afterReturn = false;
            if (at == end) continue;
            any = true;
            var length = buffer.AsSpan(at, end - at).IndexOfAny('\r', '\n');
            var until = length < 0 ? end : at + length;
            line.Append(buffer, at, Math.Clamp(Max - line.Length, 0, until - at));
            at = until;
            if (length < 0) continue;
            afterReturn = buffer[at++] == '\r';
            return Take();
        }
    }

    public void Dispose() => text.Dispose();

    private string Take()
    {
        Number++;
        return line.ToString();
    }
}
