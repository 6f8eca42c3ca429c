using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

public sealed record GetOrganisationRequest;

/// <param name="Slug">Short name in the operator's commands.</param>
/// <param name="Nom">The name shown.</param>
/// <param name="Fuseau">IANA zone that decides which day is today.</param>
/// <param name="Devise">ISO 4217 currency of every figure.</param>
/// <param name="DeviseFigee">True once a sale exists: the currency no longer changes.</param>
public sealed record OrganisationDetails(string Slug, string Nom, string Fuseau, string Devise, bool DeviseFigee);

public sealed class GetOrganisation(UseCaseServices services) : UseCase<GetOrganisationRequest, OrganisationDetails>(services)
{
    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<OrganisationDetails>> ExecuteAsync(AppDbContext db, Acteur acteur, GetOrganisationRequest request, CancellationToken cancellationToken) =>
        await db.Organisations.AsNoTracking()
            .Select(o => new OrganisationDetails(o.Slug, o.Nom, o.Fuseau, o.Devise, db.Ventes.IgnoreQueryFilters(new[] { AppDbContext.CorbeilleFilter }).Any()))
            .SingleAsync(cancellationToken);
}
