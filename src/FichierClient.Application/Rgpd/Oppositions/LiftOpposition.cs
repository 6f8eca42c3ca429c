using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Oppositions;

/// <param name="Id">The entry.</param>
/// <param name="Motif">Why, without address or number.</param>
public sealed record LiftOppositionRequest(Guid Id, string Motif);

/// <summary>Lifts an entry; it stays, with who lifted it, when and why. The boxes that an objection ticked on contacts stay ticked: the person alone unticks them.</summary>
public sealed class LiftOpposition(UseCaseServices services, InscriptionOpposition inscription) : UseCase<LiftOppositionRequest, Done>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, LiftOppositionRequest request, CancellationToken cancellationToken)
    {
        if (await db.Oppositions.SingleOrDefaultAsync(o => o.Id == request.Id, cancellationToken) is not { } entry) return Refus.Introuvable();
        await inscription.LiftAsync(db, [entry], request.Motif, cancellationToken);
        return Done.Value;
    }
}
