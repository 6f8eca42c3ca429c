using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;

namespace FichierClient.Application.Evenements;

/// <summary>The event that carries the rappel.</summary>
public sealed record ReopenRappelRequest(Guid EvenementId);

/// <summary>Takes "done" back.</summary>
public sealed class ReopenRappel(UseCaseServices services) : UseCase<ReopenRappelRequest, Done>(services)
{
    protected override Permission Permission => Permission.EvenementsEdit;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, ReopenRappelRequest request, CancellationToken cancellationToken)
    {
        var evenement = await db.FindAsync(acteur, request.EvenementId, deleted: false, cancellationToken);
        if (evenement is null) return Refus.Introuvable();
        evenement.ReopenRappel();
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
