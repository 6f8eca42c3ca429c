using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Organisations;

public sealed record DeleteEtiquetteRequest(Guid Id);

/// <summary>Removes one that no entreprise uses, those in the trash included.</summary>
public sealed class DeleteEtiquette(UseCaseServices services) : UseCase<DeleteEtiquetteRequest, Done>(services)
{
    protected override Permission Permission => Permission.OrganisationManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, DeleteEtiquetteRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await db.Etiquettes.Where(c => c.Id == request.Id).ExecuteDeleteAsync(cancellationToken) == 1 ? Done.Value : Refus.Introuvable();
        }
        catch (PostgresException used) when (used.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return Refus.Regle(Texts.Get("Element_utilise"));
        }
    }
}
