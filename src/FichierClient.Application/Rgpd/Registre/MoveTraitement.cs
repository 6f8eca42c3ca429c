using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Registre;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Registre;

/// <summary>Where a sheet can be taken next.</summary>
public enum EtapeTraitement
{
    Proposer,
    Renvoyer,
    Valider,
    Archiver,
    Reprendre,
}

/// <param name="Id">The sheet.</param>
/// <param name="Version">The state that was read: what was validated is what was seen.</param>
/// <param name="Etape">The step.</param>
public sealed record MoveTraitementRequest(Guid Id, uint Version, EtapeTraitement Etape);

/// <summary>Takes a sheet from draft to validated to archived; a validation and an archive each make a version.</summary>
public sealed class MoveTraitement(UseCaseServices services) : UseCase<MoveTraitementRequest, Done>(services)
{
    protected override Permission Permission => Permission.RegistreEdit;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, MoveTraitementRequest request, CancellationToken cancellationToken)
    {
        if (await db.Traitements.SingleOrDefaultAsync(t => t.Id == request.Id, cancellationToken) is not { } traitement) return Refus.Introuvable();
        if (traitement.Version != request.Version) return new Refus(RefusKind.Conflit, Texts.Get("Conflit"));
        if (request.Etape is EtapeTraitement.Valider or EtapeTraitement.Archiver) traitement.Freeze((await ActeursLecture.AllAsync(db, cancellationToken)).Select(a => a.Figer()));
        switch (request.Etape)
        {
            case EtapeTraitement.Proposer: traitement.Submit(); break;
            case EtapeTraitement.Renvoyer: traitement.SendBack(); break;
            case EtapeTraitement.Valider: db.TraitementVersions.Add(traitement.Validate(await LastAsync(db, traitement, cancellationToken), acteur.MembreId, Clock.GetUtcNow())); break;
            case EtapeTraitement.Archiver: db.TraitementVersions.Add(traitement.Archive(acteur.MembreId, Clock.GetUtcNow())); break;
            default: traitement.Reopen(); break;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }

    private static async Task<FicheTraitement?> LastAsync(AppDbContext db, Traitement traitement, CancellationToken cancellationToken) =>
        (await db.TraitementVersions.AsNoTracking().SingleOrDefaultAsync(v => v.TraitementId == traitement.Id && v.Numero == traitement.Numero, cancellationToken))?.Fiche;
}
