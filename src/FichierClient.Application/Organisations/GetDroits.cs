using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

public sealed record GetDroitsRequest;

/// <summary>What each role sees in this organisation; what it may do is <see cref="Droits"/>.</summary>
public sealed record DroitsDetails(IReadOnlyDictionary<Role, Portee> Portees);

public sealed class GetDroits(UseCaseServices services) : UseCase<GetDroitsRequest, DroitsDetails>(services)
{
    protected override Permission Permission => Permission.MembresManage;

    protected override async Task<Outcome<DroitsDetails>> ExecuteAsync(AppDbContext db, Acteur acteur, GetDroitsRequest request, CancellationToken cancellationToken)
    {
        var set = await db.ReglagesRole.AsNoTracking().ToDictionaryAsync(r => r.Role, r => r.Portee, cancellationToken);
        return new DroitsDetails(Enum.GetValues<Role>().ToDictionary(r => r, r => set.GetValueOrDefault(r, Portee.Toutes)));
    }
}
