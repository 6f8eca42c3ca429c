using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Archives;

/// <param name="EffacementId">The open erasure of the person.</param>
/// <param name="DocumentId">Evidence that was sealed for her, under this plan or one that was given up.</param>
/// <param name="Motif">What was wrong with it.</param>
public sealed record WithdrawContratRequest(Guid EffacementId, Guid DocumentId, MotifRetraitScelle Motif);

/// <summary>
/// Takes evidence of a contract out of the archive that was sealed by mistake, as long as the erasure is open. The archive itself writes who did it, when and why, in a row that nobody changes;
/// what it was isn't kept.
/// </summary>
public sealed class WithdrawContrat(UseCaseServices services) : UseCase<WithdrawContratRequest, Done>(services)
{
    protected override Permission Permission => Permission.EffacementsRun;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, WithdrawContratRequest request, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var opened = await db.OpenForSealingAsync(request.EffacementId, cancellationToken);
        if (opened.Refus is { } tooLate) return tooLate;
        var sujets = ContratsScelles.SujetsOf(opened.Value);
        var gone = await db.Database.SqlQuery<bool>($"select archive.retirer({request.DocumentId}, {request.EffacementId}, {sujets}, {request.Motif.ToString()}, {acteur.MembreId}, {Clock.GetUtcNow()}) as \"Value\"").ToListAsync(cancellationToken);
        if (gone is not [true]) return Refus.Introuvable();
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Done.Value;
    }
}
