using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>What a person still waits for: nothing of hers is erased before she has it, whoever asks for the erasure.</summary>
internal static class AttentePersonne
{
    /// <summary>The person has asked for her data and hasn't got them: she gets them first (rgpd.md 3.3).</summary>
    public static async Task<bool> IsAwaitedAsync(AppDbContext db, Personne personne, CancellationToken cancellationToken)
    {
        var ids = personne.Ids;
        string[] emails = [.. personne.Aiguilles.Where(a => a.Genre == GenreAiguille.Email).Select(a => a.Valeur)];
        var open = await db.Demandes.AsNoTracking().Include(d => d.Resolutions).Where(d => !DemandeAccess.Answered.Contains(d.Statut))
            .Where(d => d.Personnes.Any(p => ids.Contains(p.ContactId!.Value) || ids.Contains(p.EntrepriseId!.Value)) || emails.Contains(d.Email!))
            .ToListAsync(cancellationToken);
        return open.Exists(d => d.Resolutions.Any(r => r is { Droit: DroitDemande.Acces or DroitDemande.Portabilite, EstComplete: false }));
    }

    /// <summary>A link to a package that goes with the erasure, of whatever request, still waits for the person: it is used, or it runs out.</summary>
    public static async Task<Refus?> LinkAsync(AppDbContext db, PlanEffacement plan, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var packages = plan.DossierIds ?? [];
        var end = await db.DemandeDossiers.Where(d => packages.Contains(d.Id) && d.Statut == StatutDossier.Pret && d.JetonHash != null && d.LienExpireLe > now).MaxAsync(d => d.LienExpireLe, cancellationToken);
        return end is { } date ? Refus.Regle(Texts.Get("Dossier_lien_en_cours", await db.InZoneAsync(date, cancellationToken))) : null;
    }
}
