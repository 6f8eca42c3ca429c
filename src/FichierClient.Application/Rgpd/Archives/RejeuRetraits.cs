using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Effacements.Journal;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Archives;

/// <summary>Takes evidence out again that came back with a restore: it had been sealed by mistake, and somebody said so. Doing it twice changes nothing.</summary>
public sealed class RejeuRetraits(AppDbContextFactory contexts) : Rejeu
{
    public override IReadOnlyCollection<string> Natures => [EntreeJournal.NatureRetraitScelle];

    public override async Task ReplayAsync(EntreeJournal entry, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(entry.TenantId);
        await db.Database.ExecuteSqlAsync($"select archive.rejouer_retrait({entry.EffacementId}, {entry.Le})", cancellationToken);
    }
}
