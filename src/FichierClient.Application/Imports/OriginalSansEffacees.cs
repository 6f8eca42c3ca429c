using System.Text.Json;
using FichierClient.Application.Data;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports;

/// <summary>An original with an erased person in it isn't kept, not even for its thirty days; nor are her cells among the samples of a preview.</summary>
internal sealed class OriginalSansEffacees(AppDbContextFactory contexts, ImportOriginals originals)
{
    /// <summary>Samples are taken again from the first rows: more isn't shown anyway.</summary>
    private const int SampledRows = 2_000, ShownRows = 20;

    /// <summary>After the run: the other refused rows take the place of the original; without any, nothing does.</summary>
    public async Task ReduceAsync(AppDbContext db, Import import, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var refused = new MemoryStream();
        var any = await new LignesRefusees(contexts, originals).WriteAsync(import.TenantId, import.Id, refused, cancellationToken);
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await ImportRetention.DeleteOriginalAsync(db, import.Id, now, cancellationToken);
        if (any) await ReplaceAsync(db, import, refused.ToArray(), now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>After a preview: the samples of each column without the rows that it found to be of erased persons.</summary>
    public async Task CleanSamplesAsync(AppDbContext db, Import import, FileAnalysis file, CancellationToken cancellationToken)
    {
        var erased = (await db.ImportLignes.AsNoTracking().Where(l => l.ImportId == import.Id && l.EstApercu && l.EstEffacee).Select(l => l.Rang).ToListAsync(cancellationToken)).ToHashSet();
        await using var stream = originals.Open(import.TenantId, import.Id, import.Taille);
        using var reader = await RowReader.OpenAsync(file, stream, cancellationToken);
        var rows = (await reader.ReadAsync(SampledRows, cancellationToken)).FindAll(r => r.Record.Problem is null && !erased.Contains(r.Rang));
        var fresh = file.Columns.Select(_ => new ColumnProfile()).ToList();
        foreach (var record in rows.Select(r => r.Record))
            for (var i = 0; i < record.Cells.Length && i < fresh.Count; i++) fresh[i].Add(record.Cells[i], record.IsNumber(i));
        for (var i = 0; i < fresh.Count; i++) file.Columns[i].Samples = fresh[i].Samples;
        var analyse = JsonSerializer.Serialize(file with { Sample = [.. rows.Take(ShownRows).Select(r => r.Record.Cells)] }, ImportJson.Options);
        await db.Imports.Where(i => i.Id == import.Id).ExecuteUpdateAsync(s => s.SetProperty(i => i.Analyse, analyse), cancellationToken);
    }

    private async Task ReplaceAsync(AppDbContext db, Import import, byte[] octets, DateTimeOffset now, CancellationToken cancellationToken)
    {
        db.ImportFragments.AddRange(octets.Chunk(ImportFileStream.FragmentSize).Select((piece, numero) => originals.Protect(import.TenantId, import.Id, numero, piece)));
        await db.SaveChangesAsync(cancellationToken);
        await db.Imports.Where(i => i.Id == import.Id).ExecuteUpdateAsync(
            s => s.SetProperty(i => i.FichierSupprimeLe, (DateTimeOffset?)null).SetProperty(i => i.FichierReduitLe, now).SetProperty(i => i.Taille, (long)octets.Length), cancellationToken);
    }
}
