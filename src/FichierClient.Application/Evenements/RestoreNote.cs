using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;

namespace FichierClient.Application.Evenements;

public sealed record RestoreNoteRequest(Guid EvenementId);

/// <summary>Takes a note out of the trash.</summary>
public sealed class RestoreNote(UseCaseServices services) : UseCase<RestoreNoteRequest, Done>(services)
{
    protected override Permission Permission => Permission.EvenementsEdit;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, RestoreNoteRequest request, CancellationToken cancellationToken)
    {
        var evenement = await db.FindAsync(acteur, request.EvenementId, deleted: true, cancellationToken);
        if (evenement is null) return Refus.Introuvable();
        if (!acteur.MayRewrite(evenement.AuteurId)) return Refus.Regle(Texts.Get("Note_d_un_autre"));
        if (await db.RefuseLimiteAsync(acteur, evenement, cancellationToken) is { } limite) return limite;
        evenement.Restore();
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
