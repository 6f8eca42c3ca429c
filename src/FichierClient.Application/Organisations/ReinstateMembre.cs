using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

public sealed record ReinstateMembreRequest(Guid MembreId);

/// <summary>Gives a withdrawn member its place back, with the role it had.</summary>
public sealed class ReinstateMembre(UseCaseServices services, ActeurSource acteurs) : UseCase<ReinstateMembreRequest, Done>(services)
{
    protected override Permission Permission => Permission.MembresManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, ReinstateMembreRequest request, CancellationToken cancellationToken)
    {
        if (await db.Membres.SingleOrDefaultAsync(m => m.Id == request.MembreId && m.RetireLe != null, cancellationToken) is not { } membre)
            return Refus.Introuvable();
        // The name is gone by the rule of retention: an invitation brings it back with its account.
        if (membre.EstPseudonyme) return Refus.Regle(Texts.Get("Membre_pseudonyme"));
        membre.ComeBack(membre.Role, Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        acteurs.Forget(db.TenantId, membre.Id);
        return Done.Value;
    }
}
