using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

/// <summary>A member's role and team, both as they shall be.</summary>
public sealed record ChangeMembreRequest(Guid MembreId, Role Role, Guid? EquipeId);

public sealed class ChangeMembreValidator : AbstractValidator<ChangeMembreRequest>
{
    public ChangeMembreValidator() => RuleFor(r => r.Role).IsInEnum();
}

/// <summary>Changes the role or the team; the last administrator keeps the role.</summary>
public sealed class ChangeMembre(UseCaseServices services, ActeurSource acteurs) : UseCase<ChangeMembreRequest, Done>(services)
{
    protected override Permission Permission => Permission.MembresManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, ChangeMembreRequest request, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockMembresAsync(cancellationToken);
        if (await db.Membres.SingleOrDefaultAsync(m => m.Id == request.MembreId && m.RetireLe == null, cancellationToken) is not { } membre)
            return Refus.Introuvable();
        if (request.Role != Role.Administrateur && await db.KeepAnAdministratorAsync(membre, cancellationToken) is { } refus)
            return refus;
        membre.ChangeRole(request.Role);
        membre.JoinEquipe(request.EquipeId);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        acteurs.Forget(db.TenantId, membre.Id);
        return Done.Value;
    }
}
