using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Reading.Fec;

/// <summary>
/// The ventes of a FEC or of a journal: its lines come in, one row an entry goes out, below a header of our own. Entries without an account 70 are no ventes and are
/// passed over; the lines of an entry must follow each other, as accounting programs write them.
/// </summary>
internal sealed class FecSource(IRecordSource lines) : IRecordSource
{
    private const int DeepestHeader = 30;

    private readonly HashSet<string> seen = [];
    private FecLayout? layout;
    private FileRecord? next;
    private bool ended;

    /// <summary>So far no line stood below the header.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Headers that the mapping of ventes knows.</summary>
    public static string[] Headers =>
    [
        Texts.Get("Fec_Journal"), Texts.Get("Fec_Piece"), Texts.Get("Fec_Date"), Texts.Get("Fec_CodeClient"), Texts.Get("Fec_Client"),
        Texts.Get("Fec_MontantHt"), Texts.Get("Fec_MontantTva"), Texts.Get("Fec_Designation"),
    ];

    /// <inheritdoc />
    public async ValueTask<FileRecord?> ReadAsync(CancellationToken cancellation)
    {
        if (layout is null)
        {
            for (var i = 0; i < DeepestHeader && layout is null && await lines.ReadAsync(cancellation) is { } record; i++) layout = FecLayout.Find(record.Cells);
            ended = layout is null;
            return ended ? null : new FileRecord(0, Headers, null);
        }

        while (!ended)
        {
            if (await EntryAsync(layout, cancellation) is { } vente) return vente;
        }

        return null;
    }

    public void Dispose() => lines.Dispose();

    /// <summary>Reads one entry to its last line; null when it is no vente or the file is at its end.</summary>
    private async Task<FileRecord?> EntryAsync(FecLayout columns, CancellationToken cancellation)
    {
        var first = next ?? await LineAsync(cancellation);
        if (first is null) return null;
        var key = FecEntry.KeyOf(columns, first.Cells);
        var entry = FecEntry.Begin(columns, first);
        entry.Add(columns, first);
        while ((next = await LineAsync(cancellation)) is not null && FecEntry.KeyOf(columns, next.Cells) == key && !(columns.EstSansNumero && entry.EstFinie)) entry.Add(columns, next);
        return entry.Take(cameBefore: !columns.EstSansNumero && !seen.Add(key));
    }

    private async Task<FileRecord?> LineAsync(CancellationToken cancellation)
    {
        FileRecord? record;
        do record = await lines.ReadAsync(cancellation);
        while (record is { IsBlank: true });
        ended = record is null;
        IsEmpty &= ended;
        return record;
    }
}
