using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

/// <param name="Id">Null makes a new one.</param>
/// <param name="Nom">Unique in the organisation.</param>
public sealed record SaveCanalRequest(Guid? Id, string Nom);

public sealed class SaveCanalValidator : AbstractValidator<SaveCanalRequest>
{
    public SaveCanalValidator() => RuleFor(r => r.Nom).NotEmpty().MaximumLength(80);
}

public sealed class SaveCanal(UseCaseServices services) : UseCase<SaveCanalRequest, Guid>(services)
{
    protected override Permission Permission => Permission.OrganisationManage;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, SaveCanalRequest request, CancellationToken cancellationToken)
    {
        Canal? canal;
        if (request.Id is null) db.Canaux.Add(canal = new Canal(db.TenantId, request.Nom));
        else if ((canal = await db.Canaux.SingleOrDefaultAsync(c => c.Id == request.Id, cancellationToken)) is null) return Refus.Introuvable();
        else canal.Rename(request.Nom);
        await db.SaveChangesAsync(cancellationToken);
        return canal.Id;
    }
}
