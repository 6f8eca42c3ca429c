using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.DroitsARefaire;

/// <summary>Lists in a restored database what had been granted since its backup and is to be done again by hand. Doing it twice changes nothing.</summary>
public sealed class RejeuDroits(AppDbContextFactory contexts) : Rejeu
{
    public override IReadOnlyCollection<string> Natures => [.. JournalDroits.Natures.Values];

    public override async Task ReplayAsync(EntreeJournal entry, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(entry.TenantId);
        // An organisation that the backup doesn't know yet has nothing to be done again.
        if (!await db.Organisations.AnyAsync(cancellationToken)) return;
        var droit = JournalDroits.Natures.First(n => n.Value == entry.Nature).Key;
        var (sujet, id) = Enum.TryParse<Sujet>(entry.Sujet, out var known) ? (known, entry.SujetId) : ((Sujet?)null, (Guid?)null);
        if (await db.DroitsARefaire.AnyAsync(d => d.JournalSeq == entry.Seq && d.SujetId == id, cancellationToken)) return;
        db.DroitsARefaire.Add(new DroitARefaire(entry.TenantId, entry.Seq, droit, entry.EffacementId, sujet, id, entry.Le));
        await db.SaveChangesAsync(cancellationToken);
    }
}
