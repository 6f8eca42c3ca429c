using System.Security.Cryptography;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Rgpd.Conservation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Conservation;

/// <summary>Makes the dry runs: who would be erased by a rule today, and what differs from the time before.</summary>
internal static class PassagesConservation
{
    /// <summary>The dry run of a rule as of now; the one before is replaced, unless it says the same. Nothing while an approved one waits.</summary>
    public static async Task<PassageConservation?> ComputeAsync(AppDbContext db, RegleConservation regle, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await db.PassagesConservation.AnyAsync(p => p.Code == regle.Code && p.Statut == StatutPassage.Approuve, cancellationToken)) return null;
        var now = clock.GetUtcNow();
        var limite = (await db.TodayAsync(clock, cancellationToken)).AddMonths(-regle.DureeMois);
        var echues = await PersonnesEchues.ReadAsync(db, regle.Population, limite, now, cancellationToken);
        var empreinte = Empreinte(regle, echues);
        var before = await db.PassagesConservation.Where(p => p.Code == regle.Code && p.Statut == StatutPassage.Calcule).OrderByDescending(p => p.CalculeLe).FirstOrDefaultAsync(cancellationToken);
        if (before is not null && before.Empreinte.AsSpan().SequenceEqual(empreinte))
        {
            before.Confirm(now, limite);
            await db.SaveChangesAsync(cancellationToken);
            return before;
        }

        return await WriteAsync(db, regle, before, new PassageConservation(db.TenantId, regle, limite, now), echues, empreinte, cancellationToken);
    }

    /// <summary>Of whom and by which rule a run is: two that have the same would do the same.</summary>
    public static byte[] Empreinte(RegleConservation regle, IReadOnlyList<PersonneEchue> echues)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(regle.Id.ToByteArray());
        foreach (var echue in echues.OrderBy(e => e.Id))
        {
            hash.AppendData(echue.Id.ToByteArray());
            hash.AppendData([echue.EstGele ? (byte)1 : (byte)0]);
        }

        return hash.GetHashAndReset();
    }

    private static async Task<PassageConservation> WriteAsync(
        AppDbContext db, RegleConservation regle, PassageConservation? before, PassageConservation passage, IReadOnlyList<PersonneEchue> echues, byte[] empreinte, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var earlier = before is null ? [] : await db.PassageSujets.Where(s => s.PassageId == before.Id).Select(s => s.SujetId).ToHashSetAsync(cancellationToken);
        var ids = echues.Select(e => e.Id).ToHashSet();
        passage.Count(echues.Count, echues.Count(e => e.EstGele), ids.Count(i => !earlier.Contains(i)), earlier.Count(i => !ids.Contains(i)), empreinte);
        before?.Replace();
        await db.PassageSujets.Where(s => db.PassagesConservation.Any(p => p.Id == s.PassageId && p.Code == regle.Code)).ExecuteDeleteAsync(cancellationToken);
        db.PassagesConservation.Add(passage);
        await db.SaveChangesAsync(cancellationToken);
        db.PassageSujets.AddRange(echues.Select(e => new PassageSujet(passage, e.Sujet, e.Id, e.Le, e.Acte, e.EstGele)));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return passage;
    }
}
