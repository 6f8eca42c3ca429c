using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Figures;
using FichierClient.Domain.Organisations;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

public sealed record ChangeOrganisationRequest(string Nom, string Fuseau, string Devise);

public sealed class ChangeOrganisationValidator : AbstractValidator<ChangeOrganisationRequest>
{
    public ChangeOrganisationValidator()
    {
        RuleFor(r => r.Nom).NotEmpty().MaximumLength(120);
        RuleFor(r => r.Fuseau).NotEmpty();
        RuleFor(r => r.Devise).NotEmpty();
    }
}

/// <summary>Name, time zone and currency of the organisation. The figures move to the zone's day when they are next read.</summary>
public sealed class ChangeOrganisation(UseCaseServices services, FiguresClock figures) : UseCase<ChangeOrganisationRequest, Done>(services)
{
    protected override Permission Permission => Permission.OrganisationManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, ChangeOrganisationRequest request, CancellationToken cancellationToken)
    {
        var organisation = await db.Organisations.SingleAsync(cancellationToken);
        var hasVentes = await db.Ventes.IgnoreQueryFilters(new[] { AppDbContext.CorbeilleFilter }).AnyAsync(cancellationToken);
        organisation.Rename(request.Nom);
        organisation.ChangeFuseau(request.Fuseau);
        organisation.ChangeDevise(request.Devise.Trim().ToUpperInvariant(), hasVentes);
        await db.SaveChangesAsync(cancellationToken);
        figures.Forget(db.TenantId);
        return Done.Value;
    }
}
