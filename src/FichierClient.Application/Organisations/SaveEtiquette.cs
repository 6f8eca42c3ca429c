using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

/// <param name="Id">Null makes a new one.</param>
/// <param name="Nom">Unique in the organisation.</param>
public sealed record SaveEtiquetteRequest(Guid? Id, string Nom);

public sealed class SaveEtiquetteValidator : AbstractValidator<SaveEtiquetteRequest>
{
    public SaveEtiquetteValidator() => RuleFor(r => r.Nom).NotEmpty().MaximumLength(80);
}

public sealed class SaveEtiquette(UseCaseServices services) : UseCase<SaveEtiquetteRequest, Guid>(services)
{
    protected override Permission Permission => Permission.OrganisationManage;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, SaveEtiquetteRequest request, CancellationToken cancellationToken)
    {
        Etiquette? etiquette;
        if (request.Id is null) db.Etiquettes.Add(etiquette = new Etiquette(db.TenantId, request.Nom));
        else if ((etiquette = await db.Etiquettes.SingleOrDefaultAsync(c => c.Id == request.Id, cancellationToken)) is null) return Refus.Introuvable();
        else etiquette.Rename(request.Nom);
        await db.SaveChangesAsync(cancellationToken);
        return etiquette.Id;
    }
}
