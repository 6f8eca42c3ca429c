using System.Text;
using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Reading;

/// <summary>
/// Cuts delimited text into records while it streams: RFC 4180, any line end, quotes in the middle of a cell, and recovery. A quote that
/// never closes costs its own line, not the rest of the file: the record is handed over with a problem and reading goes on at the next line.
/// Memory: one record, at most <see cref="MaxRecord"/> characters.
/// </summary>
public sealed class CsvTokenizer(TextReader text, char separator) : IRecordSource
{
    /// <summary>Longest record in characters; a real row is far below, an unclosed quote is above.</summary>
    public const int MaxRecord = 256 * 1024;

    private const int MaxRecoveries = 1_000;

    private readonly StringBuilder cell = new();
    private readonly List<string> cells = [];
    private char[] buffer = new char[32 * 1024];
    private int start, pos, end, recoveries;
    private long line = 1;
    private bool finished;

    /// <inheritdoc />
    public async ValueTask<FileRecord?> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            start = pos;
            var first = line;
            if (pos == end && !await FillAsync(cancellation)) return null;
            var complete = false;
            while (!(complete = TryTake()) && pos - start <= MaxRecord)
            {
                pos = start;
                line = first;
                if (!await FillAsync(cancellation)) break;
            }
            if (complete || (finished && TryTake(atEnd: true))) return new FileRecord(first, [.. cells], null);
            line = first;
            return Recover();
        }
    }

    public void Dispose() => text.Dispose();

    /// <summary>Reads more behind what is kept; false at the end of the text.</summary>
    private async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        if (finished) return false;
        if (start > 0)
        {
            Array.Copy(buffer, start, buffer, 0, end - start);
            pos -= start;
            end -= start;
            start = 0;
        }
        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var read = await text.ReadBlockAsync(buffer.AsMemory(end), cancellation);
        end += read;
        finished = read == 0;
        return read > 0;
    }

    /// <summary>Cuts the record that begins at <see cref="start"/>; false when its end isn't in the buffer.</summary>
    private bool TryTake(bool atEnd = false)
    {
        pos = start;
        cells.Clear();
        while (true)
        {
            cell.Clear();
            if (!TryTakeCell(atEnd)) return false;
            cells.Add(DoubleUtf8.Repair(cell.ToString()));
            if (pos >= end) return atEnd;
            var c = buffer[pos++];
            if (c == separator) continue;
            // Whether a line feed follows a final carriage return is only known with the next character.
            if (c == '\r' && pos == end && !atEnd) return false;
            if (c == '\r' && pos < end && buffer[pos] == '\n') pos++;
            line++;
            return true;
        }
    }

    /// <summary>Fills <see cref="cell"/> up to a separator or line end, which stays in the buffer; false when the buffer ends first.</summary>
    private bool TryTakeCell(bool atEnd)
    {
        var opening = pos;
        while (opening < end && buffer[opening] == ' ' && separator != ' ') opening++;
        if (opening < end && buffer[opening] == '"')
        {
            pos = opening + 1;
            if (!TryTakeQuoted(atEnd)) return false;
        }
        var from = pos;
        while (pos < end && buffer[pos] != separator && buffer[pos] is not ('\r' or '\n' or '\0')) pos++;
        cell.Append(buffer, from, pos - from);
        if (pos < end && buffer[pos] == '\0')
        {
            // PostgreSQL's text can't hold U+0000, and no reader shows it.
            pos++;
            return TryTakeRest(atEnd);
        }
        return pos < end || atEnd;
    }

    private bool TryTakeRest(bool atEnd)
    {
        while (pos < end && buffer[pos] != separator && buffer[pos] is not ('\r' or '\n'))
        {
            if (buffer[pos] != '\0') cell.Append(buffer[pos]);
            pos++;
        }
        return pos < end || atEnd;
    }

    private bool TryTakeQuoted(bool atEnd)
    {
        while (pos < end)
        {
            var c = buffer[pos++];
            if (c == '"')
            {
                if (pos == end) return atEnd;
                if (buffer[pos] != '"') return true;
                pos++;
            }
            else if (c == '\n' || (c == '\r' && (pos == end || buffer[pos] != '\n'))) line++;
            if (c != '\0') cell.Append(c);
        }
        return false;
    }

    /// <summary>The first physical line of a record that never ends, as one refused record.</summary>
    private FileRecord Recover()
    {
        if (++recoveries > MaxRecoveries)
            throw new UnreadableFileException(Texts.Get("Import_guillemets"));
        pos = start;
        while (pos < end && buffer[pos] is not ('\r' or '\n')) pos++;
        var raw = new string(buffer, start, pos - start).Replace("\0", "", StringComparison.Ordinal);
        if (pos < end && buffer[pos++] == '\r' && pos < end && buffer[pos] == '\n') pos++;
        return new FileRecord(line++, raw.Split(separator), Texts.Get("Import_guillemet"));
    }
}
