using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Communications;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>
/// Lets a request advance with the erasures that were prepared from it: what happens to them is written into its journal, in the transaction
/// in which it happens. An erasure of no request passes through.
/// </summary>
internal static class SuiviEffacement
{
    /// <summary>A plan was made.</summary>
    public static async Task FollowPlanAsync(this AppDbContext db, Effacement effacement, Guid membreId, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await LockAsync(db, effacement, cancellationToken) is not { EstRepondue: false } demande) return;
        demande.FollowPlan(effacement.Reference, await db.HasOpenAccesAsync(demande, cancellationToken), membreId, await db.CalendrierAsync(clock, cancellationToken));
    }

    /// <summary>The last approval that is needed is about to be given; a refusal when the request stands against it.</summary>
    /// <param name="db">The organisation's.</param>
    /// <param name="effacement">Which.</param>
    /// <param name="remise">How the person got what she was granted to see, in the DPO's words; null: the file says it.</param>
    /// <param name="membreId">Who approves.</param>
    /// <param name="clock">When.</param>
    /// <param name="cancellationToken">Stops the statements.</param>
    /// <exception cref="Domain.Common.DomainException">The request itself refuses.</exception>
    public static async Task<Refus?> FollowApprovalAsync(this AppDbContext db, Effacement effacement, string? remise, Guid membreId, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, effacement, cancellationToken) is not { } demande) return null;
        var decided = await db.DecidedExemptionsAsync(demande.Id, cancellationToken);
        // Of an erasure that follows an objection or a withdrawal nothing of art. 17(3) was asked.
        var found = demande.Asks(DroitDemande.Effacement) ? await db.ExemptionsAsync(demande.Personnes, await db.TodayAsync(clock, cancellationToken), cancellationToken) : [];
        if (found.Any(f => !decided.ContainsKey(f.Motif))) return Refus.Regle(Texts.Get("Demande_exemptions_a_decider", demande.Reference));
        if (decided.Values.Any(d => d.Decision == DecisionExemption.Refuser)) return Refus.Regle(Domain.Common.Messages.Get("Demande_effacement_refuse"));
        if (await db.IsAccesUndeliveredAsync(demande, cancellationToken))
        {
            var message = Texts.Get("Demande_acces_pas_remis", demande.Reference);
            if (string.IsNullOrWhiteSpace(remise)) return new Refus(RefusKind.Regle, message) { Champs = [new ErreurChamp(nameof(ApproveEffacementRequest.Remise), message)] };
            demande.Log(TypeEtape.DossierRemis, membreId, clock.GetUtcNow(), remise.Trim());
        }

        demande.FollowApproval(await db.HasOpenAccesAsync(demande, cancellationToken), membreId, await db.CalendrierAsync(clock, cancellationToken));
        return null;
    }

    /// <summary>The certificate is about to be saved, in the caller's transaction.</summary>
    /// <param name="db">In a transaction.</param>
    /// <param name="effacement">Finished.</param>
    /// <param name="contenu">What its certificate says.</param>
    /// <param name="clock">When.</param>
    /// <param name="cancellationToken">Stops the statements.</param>
    public static async Task FollowCertificateAsync(this AppDbContext db, Effacement effacement, CertificatContenu contenu, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await LockAsync(db, effacement, cancellationToken) is not { } demande) return;
        var all = await db.Effacements.AsNoTracking().Where(e => e.DemandeId == demande.Id && e.Id != effacement.Id && e.Statut != StatutEffacement.Abandonne).ToListAsync(cancellationToken);
        List<CertificatContenu> certificats = [contenu];
        foreach (var other in await db.Certificats.AsNoTracking().Where(c => db.Effacements.Any(e => e.DemandeId == demande.Id && e.Id == c.EffacementId)).Select(c => c.Contenu).ToListAsync(cancellationToken))
            certificats.Add(CertificatContenu.FromJson(other));
        var kept = (await db.DecidedExemptionsAsync(demande.Id, cancellationToken)).Values.Where(d => d.Decision == DecisionExemption.Conserver).Select(d => d.Motif).ToList();
        var proposee = all.TrueForAll(e => e.Statut == StatutEffacement.Termine)
            ? ReponsesProposees.Certifiee([.. all.Append(effacement).Select(e => e.Reference).Order(StringComparer.Ordinal)], certificats, kept) : null;
        var destinataires = await db.Avis.AnyAsync(a => a.DemandeId == demande.Id, cancellationToken) || (await db.CommunicationsAboutAsync(demande, cancellationToken)).Count > 0;
        demande.FollowCertificate(effacement.Reference, proposee, destinataires, await db.CalendrierAsync(clock, cancellationToken));
    }

    /// <summary>Given up, or interrupted; the caller saves.</summary>
    public static async Task FollowSetbackAsync(this AppDbContext db, Effacement effacement, TypeEtape etape, string? pourquoi, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await LockAsync(db, effacement, cancellationToken) is not { } demande) return;
        var reste = await db.Effacements.AnyAsync(e => e.DemandeId == demande.Id && e.Id != effacement.Id && e.Statut != StatutEffacement.Abandonne, cancellationToken);
        demande.FollowSetback(etape, pourquoi is null ? effacement.Reference : $"{effacement.Reference} : {pourquoi}", reste, db.MembreId, await db.CalendrierAsync(clock, cancellationToken));
    }

    /// <summary>The request that an erasure which is done again after a restore answers: the one that names a record of the person and asks for it.</summary>
    public static Task<Guid?> DemandeOfAsync(this AppDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        db.Demandes.Where(d => !DemandeAccess.Answered.Contains(d.Statut) && d.IdentiteRecueLe != null && d.Resolutions.Any(r => r.Droit == DroitDemande.Effacement)
                && d.Personnes.Any(p => (p.ContactId != null && ids.Contains(p.ContactId.Value)) || (p.EntrepriseId != null && ids.Contains(p.EntrepriseId.Value))))
            .OrderByDescending(d => d.EnregistreeLe).Select(d => (Guid?)d.Id).FirstOrDefaultAsync(cancellationToken);

    /// <summary>A DPO who works on the request at this moment doesn't keep the program from writing what was done.</summary>
    private static async Task<DemandeDroit?> LockAsync(AppDbContext db, Effacement effacement, CancellationToken cancellationToken)
    {
        if (effacement.DemandeId is not { } id) return null;
        await db.Database.ExecuteSqlAsync($"select from demandes where tenant_id = {db.TenantId} and id = {id} for update", cancellationToken);
        return await FindAsync(db, effacement, cancellationToken);
    }

    private static Task<DemandeDroit?> FindAsync(AppDbContext db, Effacement effacement, CancellationToken cancellationToken) => effacement.DemandeId is not { } id ? Task.FromResult<DemandeDroit?>(null)
        : db.Demandes.Include(d => d.Resolutions).Include(d => d.Personnes).AsSplitQuery().SingleOrDefaultAsync(d => d.Id == id, cancellationToken);
}
