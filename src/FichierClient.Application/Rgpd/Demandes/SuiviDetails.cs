using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>What a request's sheet shows of its erasures: where they stand, what may stand against them, the letter that is ready.</summary>
internal static class SuiviDetails
{
    public static Task<List<EffacementSuivi>> EffacementsAsync(AppDbContext db, Guid demandeId, CancellationToken cancellationToken) =>
        db.Effacements.AsNoTracking().Where(e => e.DemandeId == demandeId).OrderBy(e => e.PrepareLe).ThenBy(e => e.Id)
            .Select(e => new EffacementSuivi(e.Id, e.Reference, e.Statut, e.SujetId, e.TermineLe, e.Statut == StatutEffacement.Termine || e.Statut == StatutEffacement.Abandonne ? null
                : db.Jobs.Where(j => j.Id == e.JobId && j.Status == JobStatus.Failed).Select(j => j.Error).FirstOrDefault())
            { ADestinataires = db.CertificatsPropagation.Any(c => c.EffacementId == e.Id) }).ToListAsync(cancellationToken);

    /// <summary>Letters, the newest first, and how they fare.</summary>
    public static Task<List<CourrierRow>> CourriersAsync(AppDbContext db, Guid demandeId, CancellationToken cancellationToken) =>
        db.DemandeCourriers.AsNoTracking().Where(c => c.DemandeId == demandeId).OrderByDescending(c => c.EnvoyeLe)
            .Select(c => new CourrierRow(c.Id, c.Type, c.Envoi, c.Destinataire, c.Objet, c.EnvoyeLe)
            {
                Depart = db.Courriels.Where(m => m.CourrierId == c.Id).Select(m => new DepartRow(m.Id, m.Statut, m.EnvoyeLe, m.Reponse, m.Essais, m.ProchainEssaiLe)).FirstOrDefault(),
            }).ToListAsync(cancellationToken);

    public static async Task<IReadOnlyList<ExemptionRow>> ExemptionsAsync(AppDbContext db, DemandeDroit demande, DateOnly today, CancellationToken cancellationToken)
    {
        if (!demande.Asks(DroitDemande.Effacement)) return [];
        var found = demande.EstRepondue ? [] : await db.ExemptionsAsync(demande.Personnes, today, cancellationToken);
        var decided = await db.DecidedExemptionsAsync(demande.Id, cancellationToken);
        var names = await db.Membres.AsNoTracking().Where(m => decided.Values.Select(d => d.MembreId).Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Nom, cancellationToken);
        return [.. found.Select(f => f.Motif).Union(decided.Keys).Order().Select(motif =>
        {
            var (now, decision) = (found.FirstOrDefault(f => f.Motif == motif), decided.GetValueOrDefault(motif));
            return new ExemptionRow(motif, DemandeExemption.ArticleOf(motif), now?.Nombre ?? decision!.Nombre, now?.Derniere, decision?.Decision, decision is null ? null : names.GetValueOrDefault(decision.MembreId), decision?.DecideeLe);
        })];
    }

    /// <summary>Once everything is certified, or the erasure is refused and every right has its answer, and until the letter left.</summary>
    public static TypeLettre? LettreProposee(DemandeDroit demande, List<EffacementSuivi> effacements, List<CourrierRow> courriers)
    {
        if (demande.EstRepondue || demande.Resolutions.FirstOrDefault(r => r.Droit == DroitDemande.Effacement) is not { EstComplete: true } effacement) return null;
        var type = effacement.Decision == DecisionDroit.Refusee ? TypeLettre.Refus : TypeLettre.ReponseEffacement;
        var done = type == TypeLettre.Refus || (effacements.Exists(e => e.Statut == StatutEffacement.Termine) && effacements.TrueForAll(e => e.Statut is StatutEffacement.Termine or StatutEffacement.Abandonne));
        return done && courriers.TrueForAll(c => c.Type != type) ? type : null;
    }
}
