using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

public sealed record DeleteExerciceRequest(Guid Id);

/// <summary>Removes a fiscal period; the sales in it stay.</summary>
public sealed class DeleteExercice(UseCaseServices services) : UseCase<DeleteExerciceRequest, Done>(services)
{
    protected override Permission Permission => Permission.OrganisationManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, DeleteExerciceRequest request, CancellationToken cancellationToken) =>
        await db.Exercices.Where(e => e.Id == request.Id).ExecuteDeleteAsync(cancellationToken) == 1 ? Done.Value : Refus.Introuvable();
}
