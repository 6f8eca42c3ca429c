using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

public sealed record DeleteEquipeRequest(Guid Id);

/// <summary>Removes a team that nobody is in. One that still has members, also withdrawn ones, is refused.</summary>
public sealed class DeleteEquipe(UseCaseServices services) : UseCase<DeleteEquipeRequest, Done>(services)
{
    protected override Permission Permission => Permission.MembresManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, DeleteEquipeRequest request, CancellationToken cancellationToken)
    {
        if (await db.Membres.AnyAsync(m => m.EquipeId == request.Id, cancellationToken)) return Refus.Regle(Texts.Get("Element_utilise"));
        return await db.Equipes.Where(e => e.Id == request.Id).ExecuteDeleteAsync(cancellationToken) == 1 ? Done.Value : Refus.Introuvable();
    }
}
