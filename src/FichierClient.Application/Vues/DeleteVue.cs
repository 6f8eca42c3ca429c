using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Vues;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Vues;

public sealed record DeleteVueRequest(Guid Id);

/// <summary>Forgets a view of one's own, or any shared one for an administrator.</summary>
public sealed class DeleteVue(UseCaseServices services) : UseCase<DeleteVueRequest, Done>(services)
{
    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, DeleteVueRequest request, CancellationToken cancellationToken)
    {
        var mayDeleteShared = acteur.Allows(Permission.OrganisationManage);
        var deleted = await db.Set<Vue>()
            .Where(v => v.Id == request.Id && (v.MembreId == acteur.MembreId || (v.EstPartagee && mayDeleteShared)))
            .ExecuteDeleteAsync(cancellationToken);
        return deleted == 1 ? Done.Value : Refus.Introuvable();
    }
}
