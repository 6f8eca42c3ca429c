using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;

namespace FichierClient.Application.Evenements;

/// <param name="EvenementId">The event that carries the rappel.</param>
/// <param name="Le">Its new day.</param>
/// <param name="PourId">Its new member; null keeps the one it has.</param>
public sealed record MoveRappelRequest(Guid EvenementId, DateOnly Le, Guid? PourId = null);

/// <summary>Puts a rappel on another day or another member; it is to do again.</summary>
public sealed class MoveRappel(UseCaseServices services) : UseCase<MoveRappelRequest, Done>(services)
{
    private readonly UseCaseServices _services = services;

    protected override Permission Permission => Permission.EvenementsEdit;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, MoveRappelRequest request, CancellationToken cancellationToken)
    {
        var evenement = await db.FindAsync(acteur, request.EvenementId, deleted: false, cancellationToken);
        if (evenement is null) return Refus.Introuvable();
        if (evenement.RappelPourId is not { } holder) return Refus.Regle(Texts.Get("Rappel_absent"));
        var pour = request.PourId ?? holder;
        if (pour != holder && await _services.RefuseForAsync(db, evenement, pour, cancellationToken) is { } refus) return refus;
        evenement.Remind(request.Le, pour);
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
