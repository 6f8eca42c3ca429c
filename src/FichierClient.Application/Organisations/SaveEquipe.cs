using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

/// <param name="Id">Null makes a new team.</param>
/// <param name="Nom">Its name, unique in the organisation.</param>
public sealed record SaveEquipeRequest(Guid? Id, string Nom);

public sealed class SaveEquipeValidator : AbstractValidator<SaveEquipeRequest>
{
    public SaveEquipeValidator() => RuleFor(r => r.Nom).NotEmpty().MaximumLength(80);
}

public sealed class SaveEquipe(UseCaseServices services) : UseCase<SaveEquipeRequest, Guid>(services)
{
    protected override Permission Permission => Permission.MembresManage;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, SaveEquipeRequest request, CancellationToken cancellationToken)
    {
        Equipe? equipe;
        if (request.Id is null) db.Equipes.Add(equipe = new Equipe(db.TenantId, request.Nom));
        else if ((equipe = await db.Equipes.SingleOrDefaultAsync(e => e.Id == request.Id, cancellationToken)) is null) return Refus.Introuvable();
        else equipe.Rename(request.Nom);
        await db.SaveChangesAsync(cancellationToken);
        return equipe.Id;
    }
}
