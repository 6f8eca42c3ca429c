using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

/// <param name="Sujet">A contact, or an entreprise that is a natural person.</param>
/// <param name="SujetId">Its record.</param>
/// <param name="Fondement">Why.</param>
/// <param name="DemandeId">The request that asks for it.</param>
public sealed record PrepareEffacementRequest(Sujet Sujet, Guid SujetId, Fondement Fondement, Guid? DemandeId = null);

/// <summary>Makes the plan of an erasure: a dry run, nothing is changed. One that is open for this person is given back with its plan renewed.</summary>
public sealed class PrepareEffacement(UseCaseServices services, PreparationEffacement preparation) : UseCase<PrepareEffacementRequest, Guid>(services)
{
    protected override Permission Permission => Permission.EffacementsRun;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, PrepareEffacementRequest request, CancellationToken cancellationToken)
    {
        if (request.Sujet is not (Sujet.Contact or Sujet.Entreprise)) return Refus.Introuvable();
        if (request.DemandeId is { } of && !await db.DemandePersonnes.AnyAsync(p => p.DemandeId == of && (request.Sujet == Sujet.Contact ? p.ContactId : p.EntrepriseId) == request.SujetId, cancellationToken)) return Refus.Introuvable();
        var open = await db.Effacements.FirstOrDefaultAsync(e => e.SujetId == request.SujetId && e.Statut != StatutEffacement.Termine && e.Statut != StatutEffacement.Abandonne, cancellationToken);
        if (open is { Statut: StatutEffacement.AApprouver }) await preparation.RenewAsync(db, open, cancellationToken);
        else if (open is null)
        {
            open = await preparation.NewAsync(db, request.Sujet, request.SujetId, request.Fondement, cancellationToken);
            if (open is null) return Refus.Regle(Texts.Get("Effacement_sans_personne"));
        }

        if (request.DemandeId is { } demande && open.DemandeId is null)
        {
            open.For(demande);
            await db.FollowPlanAsync(open, acteur.MembreId, Clock, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return open.Id;
    }
}
