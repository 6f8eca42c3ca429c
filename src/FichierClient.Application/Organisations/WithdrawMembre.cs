using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

public sealed record WithdrawMembreRequest(Guid MembreId);

/// <summary>
/// Ends a membership: the member's next action is refused and its open pages end within a minute. What it did keeps its
/// author. The last administrator stays.
/// </summary>
public sealed class WithdrawMembre(UseCaseServices services, ActeurSource acteurs) : UseCase<WithdrawMembreRequest, Done>(services)
{
    protected override Permission Permission => Permission.MembresManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, WithdrawMembreRequest request, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockMembresAsync(cancellationToken);
        if (await db.Membres.SingleOrDefaultAsync(m => m.Id == request.MembreId && m.RetireLe == null, cancellationToken) is not { } membre)
            return Refus.Introuvable();
        if (await db.KeepAnAdministratorAsync(membre, cancellationToken) is { } refus) return refus;
        membre.Withdraw(Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        acteurs.Forget(db.TenantId, membre.Id);
        return Done.Value;
    }
}
