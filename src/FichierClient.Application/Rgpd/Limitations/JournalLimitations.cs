using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Connecteurs;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Limitations;

/// <summary>Writes restrictions and their lifting into the journal outside the database, so that they survive a restore.</summary>
public sealed class JournalLimitations(JournalEtat journal, TimeProvider clock)
{
    /// <summary>
    /// Tells connected systems, saves what was changed, then writes the entries: a save that is refused leaves none. In the caller's transaction, which is
    /// to be committed next.
    /// </summary>
    /// <param name="db">In a transaction.</param>
    /// <param name="demande">Why.</param>
    /// <param name="fiches">Restricted or released by this; none: only saves.</param>
    /// <param name="cancellationToken">Stops the statements.</param>
    public async Task SaveAsync(AppDbContext db, DemandeDroit demande, IEnumerable<FicheFusionnable> fiches, CancellationToken cancellationToken)
    {
        var changed = fiches.ToList();
        await db.NotifyAsync(NatureAvis.Limitation, changed.FindAll(f => f.EstLimitee).ConvertAll(f => f.Id), demande, clock.GetUtcNow(), cancellationToken);
        await db.NotifyAsync(NatureAvis.LimitationLevee, changed.FindAll(f => !f.EstLimitee).ConvertAll(f => f.Id), demande, clock.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var fiche in changed)
        {
            var (sujet, nature) = (fiche is Contact ? Sujet.Contact : Sujet.Entreprise, fiche.EstLimitee ? EntreeJournal.NatureLimitation : EntreeJournal.NatureLevee);
            await journal.AppendAsync(db, new EntreeJournal(0, nature, db.TenantId, demande.Id, sujet.ToString(), fiche.Id, await WithMergedAsync(db, fiche, cancellationToken), [], Empreintes.CleVersion, clock.GetUtcNow(), null, [], null), cancellationToken);
        }
    }

    /// <summary>Before a merge the database had them apart.</summary>
    private static async Task<Guid[]> WithMergedAsync(AppDbContext db, FicheFusionnable fiche, CancellationToken cancellationToken)
    {
        // Records that were merged into this one lie in the trash.
        string[] trash = [AppDbContext.CorbeilleFilter];
        List<Guid> ids = [fiche.Id];
        for (var i = 0; i < ids.Count; i++)
        {
            var id = ids[i];
            ids.AddRange(fiche is Contact ? await db.Contacts.IgnoreQueryFilters(trash).Where(c => c.SurvivantId == id).Select(c => c.Id).ToListAsync(cancellationToken)
                : await db.Entreprises.IgnoreQueryFilters(trash).Where(e => e.SurvivantId == id).Select(e => e.Id).ToListAsync(cancellationToken));
        }

        return [.. ids];
    }
}
