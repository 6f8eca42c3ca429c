using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>
/// Does again what the journal tells of and a restored database has forgotten (rgpd.md 3.5). What was decided then is in the entry: the
/// fields of other records that were redacted. The person's own words come from the restored record itself.
/// </summary>
public sealed class RejeuEffacements(ServicesEffacement services, PreparationEffacement preparation, ExecutionEffacement execution) : Rejeu
{
    /// <summary>A plan that changes while it is done again is read again; more often than this, something else is wrong.</summary>
    private const int Attempts = 5;

    public override IReadOnlyCollection<string> Natures => [EntreeJournal.NatureEffacement];

    /// <summary>Replays one erasure; a second time changes nothing.</summary>
    /// <exception cref="InvalidOperationException">It can't be done: the database must stay closed.</exception>
    public override async Task ReplayAsync(EntreeJournal entry, CancellationToken cancellationToken)
    {
        if (entry.Nature != EntreeJournal.NatureEffacement) return;
        await using (var db = services.Contexts.Open(entry.TenantId))
        {
            if (!await db.Organisations.AnyAsync(cancellationToken)) return;
            var known = await db.Effacements.FirstOrDefaultAsync(e => e.Id == entry.EffacementId, cancellationToken);
            if (known is { Statut: StatutEffacement.Termine }) return;
            if (known is null && !await AddAsync(db, entry, cancellationToken)) return;
        }

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await TakeUpAsync(entry, cancellationToken);
            if (await execution.RunAsync(entry.TenantId, entry.EffacementId, cancellationToken) is FinEffacement.Termine) return;
        }

        throw new InvalidOperationException($"Erasure {entry.EffacementId} of journal entry {entry.Seq} can't be done again.");
    }

    /// <summary>Makes the erasure's row again, when the restored database holds the person.</summary>
    private async Task<bool> AddAsync(AppDbContext db, EntreeJournal entry, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var sujet = Enum.Parse<Sujet>(entry.Sujet);
        foreach (var id in (Guid[])[entry.SujetId, .. entry.SujetIds])
        {
            if (await Personne.ReadAsync(PreparationEffacement.Connection(db), db.TenantId, sujet, id, cancellationToken) is not { } personne) continue;
            var effacement = Effacement.Again(entry.TenantId, entry.EffacementId, $"EFF-J{entry.Seq:000000}", sujet, personne.Ids[0], Fondement.ObligationLegale);
            preparation.Fill(effacement, personne, Decided(await preparation.ReadAsync(db, personne, null, cancellationToken), entry), null);
            effacement.Resume(entry.Le);
            effacement.For(await db.DemandeOfAsync(personne.Ids, cancellationToken));
            db.Effacements.Add(effacement);
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }

        return false;
    }

    /// <summary>An interrupted one goes on; one whose plan changed takes the decisions of the entry.</summary>
    private async Task TakeUpAsync(EntreeJournal entry, CancellationToken cancellationToken)
    {
        await using var db = services.Contexts.Open(entry.TenantId);
        var effacement = await db.Effacements.SingleAsync(e => e.Id == entry.EffacementId, cancellationToken);
        if (effacement.Statut == StatutEffacement.EnCours) return;
        var plan = Decided(PlanEffacement.FromJson(effacement.Plan), entry);
        preparation.Fill(effacement, await preparation.PersonneAsync(db, effacement, cancellationToken), plan, null);
        effacement.Resume(entry.Le);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static PlanEffacement Decided(PlanEffacement plan, EntreeJournal entry)
    {
        var redacted = entry.Lieux.Select(l => (l.Table, l.Colonne, l.Id.ToString())).ToHashSet();
        return plan with
        {
            Mentions = [.. plan.Mentions.Select(m => redacted.Contains((m.Table, m.Colonne, m.Cle)) ? m with { Decision = DecisionMention.Caviarder }
                : m.Decision == DecisionMention.ADecider ? m with { Decision = DecisionMention.Laisser } : m)],
        };
    }
}
