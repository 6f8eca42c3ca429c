using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>Loading a request to change it: of two DPOs at once, the second is told what the request has become.</summary>
internal static class DemandeAccess
{
    public static async Task<Outcome<DemandeDroit>> DemandeAsync(this AppDbContext db, Guid id, uint version, CancellationToken cancellationToken)
    {
        var demande = await db.Demandes.Include(d => d.Resolutions).Include(d => d.Personnes).AsSplitQuery().SingleOrDefaultAsync(d => d.Id == id, cancellationToken);
        if (demande is null) return Refus.Introuvable();
        if (demande.Version != version) return new Refus(RefusKind.Conflit, Texts.Get("Demande_avancee_entre_temps"));
        db.Entry(demande).Property(d => d.Version).OriginalValue = version;
        return demande;
    }

    /// <summary>Another open request about one of these records asks for access and isn't answered.</summary>
    public static Task<bool> HasOpenAccesAsync(this AppDbContext db, DemandeDroit demande, CancellationToken cancellationToken) =>
        db.OpenOfSamePerson(demande).AnyAsync(d => d.Resolutions.Any(r => r.Droit == DroitDemande.Acces), cancellationToken);

    /// <summary>Other open requests about one of the records of this one, or from its address.</summary>
    public static IQueryable<DemandeDroit> OpenOfSamePerson(this AppDbContext db, DemandeDroit demande)
    {
        var contacts = demande.Personnes.Select(p => p.ContactId).OfType<Guid>().ToList();
        var entreprises = demande.Personnes.Select(p => p.EntrepriseId).OfType<Guid>().ToList();
        return db.Demandes.Where(d => d.Id != demande.Id && !Answered.Contains(d.Statut))
            .Where(d => d.Personnes.Any(p => (p.ContactId != null && contacts.Contains(p.ContactId.Value)) || (p.EntrepriseId != null && entreprises.Contains(p.EntrepriseId.Value)))
                || (demande.Email != null && d.Email == demande.Email));
    }

    /// <summary>States in which the clock has stopped for good.</summary>
    public static readonly StatutDemande[] Answered = [StatutDemande.Repondue, StatutDemande.Cloturee, StatutDemande.Irrecevable, StatutDemande.Refusee, StatutDemande.Retiree];
}
