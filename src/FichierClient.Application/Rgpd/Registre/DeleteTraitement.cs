using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Registre;

/// <param name="Id">The draft.</param>
/// <param name="Version">As it was read.</param>
public sealed record DeleteTraitementRequest(Guid Id, uint Version);

/// <summary>Deletes a draft that was never validated: nothing of the register rests on it. One that was is archived instead.</summary>
public sealed class DeleteTraitement(UseCaseServices services) : UseCase<DeleteTraitementRequest, Done>(services)
{
    protected override Permission Permission => Permission.RegistreEdit;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, DeleteTraitementRequest request, CancellationToken cancellationToken)
    {
        if (await db.Traitements.SingleOrDefaultAsync(t => t.Id == request.Id, cancellationToken) is not { } traitement) return Refus.Introuvable();
        if (traitement.Version != request.Version) return new Refus(RefusKind.Conflit, Texts.Get("Conflit"));
        if (traitement.Numero > 0) return Refus.Regle(Texts.Get("Traitement_valide_archive"));
        if (await db.LieuxExternes.AnyAsync(l => l.TraitementId == traitement.Id, cancellationToken)) return Refus.Regle(Texts.Get("Traitement_a_des_lieux"));
        db.Traitements.Remove(traitement);
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
