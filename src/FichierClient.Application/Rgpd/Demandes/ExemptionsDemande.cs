using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>A reason that the file gives.</summary>
/// <param name="Motif">Which.</param>
/// <param name="Nombre">Documents that make it.</param>
/// <param name="Derniere">The latest of them.</param>
internal sealed record ExemptionTrouvee(MotifExemption Motif, int Nombre, DateOnly Derniere);

/// <summary>
/// Looks for what may stand against an erasure. The file knows invoices and no payments: that one is open, or that a contract runs, is what
/// the DPO has to find out; that it may be so is shown to him with the article, and he says what follows.
/// </summary>
internal static class ExemptionsDemande
{
    public static async Task<IReadOnlyList<ExemptionTrouvee>> ExemptionsAsync(this AppDbContext db, IReadOnlyCollection<DemandePersonne> personnes, DateOnly today, CancellationToken cancellationToken)
    {
        var contacts = personnes.Select(p => p.ContactId).OfType<Guid>().ToList();
        var entreprises = personnes.Select(p => p.EntrepriseId).OfType<Guid>().ToList();
        if (contacts.Count + entreprises.Count == 0) return [];
        var delais = DelaisExemption.At(today);
        var own = db.Ventes.AsNoTracking().Where(v => (v.ContactId != null && contacts.Contains(v.ContactId.Value)) || entreprises.Contains(v.EntrepriseId));
        // Who still works for a client is whom its contract is carried out with.
        var work = db.Contacts.Where(c => contacts.Contains(c.Id)).SelectMany(c => c.Liens).Where(l => l.Jusqua == null).Select(l => l.EntrepriseId);
        var around = db.Ventes.AsNoTracking().Where(v => (v.ContactId != null && contacts.Contains(v.ContactId.Value)) || entreprises.Contains(v.EntrepriseId) || work.Contains(v.EntrepriseId));
        var (young, claimable, kept) = (today.AddMonths(-delais.MoisContrat), today.AddYears(-delais.AnneesCreance), new DateOnly(today.Year - Durees.At(today).AnneesPieceComptable, 1, 1));
        var factures = own.Where(v => v.Type == TypeVente.Facture && v.Statut == StatutVente.Validee && v.Date >= claimable);
        List<ExemptionTrouvee?> found =
        [
            await CountAsync(MotifExemption.ContratEnCours, around.Where(v => v.Statut == StatutVente.Brouillon || (v.Type == TypeVente.Facture && v.Statut == StatutVente.Validee && v.Date >= young)), cancellationToken),
            await CountAsync(MotifExemption.CreanceOuverte, factures.Where(v => v.TotalTtc > (db.Ventes.Where(a => a.FactureId == v.Id && a.Statut == StatutVente.Validee).Sum(a => (decimal?)a.TotalTtc) ?? 0)), cancellationToken),
            await CountAsync(MotifExemption.PieceComptable, own.Where(v => v.Numero != null && v.Statut != StatutVente.Brouillon && v.Date >= kept), cancellationToken),
        ];
        return [.. found.OfType<ExemptionTrouvee>()];
    }

    /// <summary>What the DPO last decided about each reason.</summary>
    public static async Task<Dictionary<MotifExemption, DemandeExemption>> DecidedExemptionsAsync(this AppDbContext db, Guid demandeId, CancellationToken cancellationToken) =>
        (await db.DemandeExemptions.AsNoTracking().Where(e => e.DemandeId == demandeId).OrderBy(e => e.DecideeLe).ThenBy(e => e.Id).ToListAsync(cancellationToken)).GroupBy(e => e.Motif).ToDictionary(g => g.Key, g => g.Last());

    private static async Task<ExemptionTrouvee?> CountAsync(MotifExemption motif, IQueryable<Vente> ventes, CancellationToken cancellationToken)
    {
        var found = await ventes.GroupBy(_ => 1).Select(g => new { Nombre = g.Count(), Derniere = g.Max(v => v.Date) }).FirstOrDefaultAsync(cancellationToken);
        return found is null ? null : new ExemptionTrouvee(motif, found.Nombre, found.Derniere);
    }
}
