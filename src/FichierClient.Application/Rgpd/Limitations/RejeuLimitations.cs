using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Limitations;

/// <summary>Restricts again, or releases again, in a database that was restored. Doing it twice changes nothing; whoever was erased since isn't there any more.</summary>
public sealed class RejeuLimitations(AppDbContextFactory contexts) : Rejeu
{
    public override IReadOnlyCollection<string> Natures => [EntreeJournal.NatureLimitation, EntreeJournal.NatureLevee];

    /// <param name="entry">A lifting of the objection list isn't for here: it has its <see cref="EntreeJournal.Opposition"/>.</param>
    /// <param name="cancellationToken">Stops the statements.</param>
    public override async Task ReplayAsync(EntreeJournal entry, CancellationToken cancellationToken)
    {
        if (entry.Opposition is not null || !Enum.TryParse<Sujet>(entry.Sujet, out var sujet)) return;
        await using var db = contexts.Open(entry.TenantId);
        // In the restored database a record may lie in the trash: it is restricted there too.
        string[] trash = [AppDbContext.CorbeilleFilter];
        List<FicheFusionnable> fiches = sujet == Sujet.Contact
            ? [.. await db.Contacts.IgnoreQueryFilters(trash).Where(c => entry.SujetIds.Contains(c.Id)).ToListAsync(cancellationToken)]
            : [.. await db.Entreprises.IgnoreQueryFilters(trash).Where(e => entry.SujetIds.Contains(e.Id)).ToListAsync(cancellationToken)];
        foreach (var fiche in fiches)
        {
            if (entry.Nature == EntreeJournal.NatureLimitation) fiche.Restrict(entry.Le);
            else fiche.LiftRestriction();
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
