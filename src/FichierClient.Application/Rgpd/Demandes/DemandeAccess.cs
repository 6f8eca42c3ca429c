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
        // Two acts within a microsecond stamp the same instant: the request's own row, and so its xmin, must change all the same.
        db.Entry(demande).Property(d => d.ModifieeLe).IsModified = true;
        return demande;
    }

    /// <summary>Another open request about one of these records asks for access and isn't answered.</summary>
    public static Task<bool> HasOpenAccesAsync(this AppDbContext db, DemandeDroit demande, CancellationToken cancellationToken) =>
        db.OpenOfSamePerson(demande).AnyAsync(d => d.Resolutions.Any(r => r.Droit == DroitDemande.Acces), cancellationToken);

    /// <summary>
    /// What the person was granted to see hasn't reached her: nothing was handed over by its link, no answer left on paper, and no link has run out unused.
    /// An erasure would delete her package with everything it could be made from (RGPD art. 12(3), 15, 20).
    /// </summary>
    public static async Task<bool> IsAccesUndeliveredAsync(this AppDbContext db, DemandeDroit demande, CancellationToken cancellationToken)
    {
        if (!demande.Resolutions.Any(r => r is { Droit: DroitDemande.Acces or DroitDemande.Portabilite, Decision: DecisionDroit.Accordee or DecisionDroit.Partielle })) return false;
        // Said by the DPO at an earlier approval: one of two, or of another record of hers.
        if (await db.DemandeEtapes.AnyAsync(e => e.DemandeId == demande.Id && e.Type == TypeEtape.DossierRemis, cancellationToken)) return false;
        var dossiers = await db.DemandeDossiers.AsNoTracking().Where(d => d.DemandeId == demande.Id && d.Statut != StatutDossier.Echoue).ToListAsync(cancellationToken);
        if (dossiers.Exists(d => d.RemisLe is not null || (d.Statut == StatutDossier.Expire && d.LienExpireLe is not null))) return false;
        var answers = (await SuiviDetails.CourriersAsync(db, demande.Id, cancellationToken)).Where(c => c.Type is TypeLettre.ReponseAcces or TypeLettre.ReponsePortabilite or TypeLettre.AucuneDonnee);
        return !DepartReponse.HasLeft(dossiers.Count == 0 ? answers : answers.Where(c => c.Envoi == EnvoiLettre.Courrier));
    }

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
