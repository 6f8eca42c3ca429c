using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

/// <param name="Id">Null makes a new period.</param>
/// <param name="Nom">Such as "2026".</param>
/// <param name="Debut">First day.</param>
/// <param name="Fin">Last day, included; 24 months after the first at most.</param>
public sealed record SaveExerciceRequest(Guid? Id, string Nom, DateOnly Debut, DateOnly Fin);

public sealed class SaveExerciceValidator : AbstractValidator<SaveExerciceRequest>
{
    public SaveExerciceValidator() => RuleFor(r => r.Nom).NotEmpty().MaximumLength(40);
}

/// <summary>Adds or changes a fiscal period; two periods never share a day.</summary>
public sealed class SaveExercice(UseCaseServices services) : UseCase<SaveExerciceRequest, Guid>(services)
{
    protected override Permission Permission => Permission.OrganisationManage;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, SaveExerciceRequest request, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockMembresAsync(cancellationToken);
        if (await db.Exercices.AnyAsync(e => e.Id != request.Id && e.Debut <= request.Fin && e.Fin >= request.Debut, cancellationToken))
            return Refus.Regle(Texts.Get("Exercice_chevauche"));
        Exercice? exercice;
        if (request.Id is null) db.Exercices.Add(exercice = new Exercice(db.TenantId, request.Nom, request.Debut, request.Fin));
        else if ((exercice = await db.Exercices.SingleOrDefaultAsync(e => e.Id == request.Id, cancellationToken)) is null) return Refus.Introuvable();
        else exercice.Change(request.Nom, request.Debut, request.Fin);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return exercice.Id;
    }
}
