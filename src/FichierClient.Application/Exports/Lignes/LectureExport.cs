using FichierClient.Application.Common;
using FichierClient.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Exports.Lignes;

/// <summary>
/// One reading of a list for an export: the list's own query, read row by row on one connection, so that memory stays flat
/// whatever the list holds; what stands beside the rows is looked up for a few hundred at a time on a second connection.
/// </summary>
internal sealed class LectureExport(AppDbContextFactory contexts, AppDbContext db, Acteur acteur, DemandeExport demande)
{
    /// <summary>Rows whose surroundings are read together.</summary>
    public const int Batch = 500;

    /// <summary>The first row of a large list comes after its sorting.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public AppDbContext Db => db;
    public Acteur Acteur => acteur;
    public DemandeExport Demande => demande;

    /// <summary>The records that were ticked; null: the whole list. They limit the list's query and never widen it.</summary>
    public Guid[]? Coches { get; } = demande.Ids is { } ids ? [.. ids] : null;

    /// <summary>Day of the figures, in the organisation's zone.</summary>
    public required DateOnly Today { get; init; }
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The organisation's currency.</summary>
    public required string Devise { get; init; }

    /// <summary>Told after each batch how many records were read.</summary>
    public required Func<long, Task> Report { get; init; }

    /// <summary>Records read so far: what the log says.</summary>
    public long Lus { get; private set; }

    /// <summary>Rows of the list's query, a batch at a time, each completed by <paramref name="complete"/> on the second connection.</summary>
    public async IAsyncEnumerable<TRow> ReadAsync<TKey, TRow>(IQueryable<TKey> query, Func<AppDbContext, TKey[], Task<IEnumerable<TRow>>> complete)
    {
        await foreach (var batch in query.AsAsyncEnumerable().Chunk(Batch))
        {
            await using var beside = contexts.Open(acteur.TenantId, acteur.MembreId);
            foreach (var row in await complete(beside, batch)) yield return row;
            Lus += batch.Length;
            await Report(Lus);
        }
    }

    /// <summary>The same without anything beside the rows.</summary>
    public async IAsyncEnumerable<TRow> ReadAsync<TRow>(IQueryable<TRow> query)
    {
        await foreach (var row in query.AsAsyncEnumerable())
        {
            yield return row;
            if (++Lus % Batch == 0) await Report(Lus);
        }
    }
}
