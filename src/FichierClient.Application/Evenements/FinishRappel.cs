using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;

namespace FichierClient.Application.Evenements;

/// <summary>The event that carries the rappel.</summary>
public sealed record FinishRappelRequest(Guid EvenementId);

/// <summary>What was to be done is done. Doing it twice changes nothing.</summary>
public sealed class FinishRappel(UseCaseServices services) : UseCase<FinishRappelRequest, Done>(services)
{
    protected override Permission Permission => Permission.EvenementsEdit;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, FinishRappelRequest request, CancellationToken cancellationToken)
    {
        var evenement = await db.FindAsync(acteur, request.EvenementId, deleted: false, cancellationToken);
        if (evenement is null) return Refus.Introuvable();
        evenement.FinishRappel(Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
