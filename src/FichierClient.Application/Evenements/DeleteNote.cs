using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;

namespace FichierClient.Application.Evenements;

public sealed record DeleteNoteRequest(Guid EvenementId);

/// <summary>Moves a note to the trash, with its rappel.</summary>
public sealed class DeleteNote(UseCaseServices services) : UseCase<DeleteNoteRequest, Done>(services)
{
    protected override Permission Permission => Permission.EvenementsEdit;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, DeleteNoteRequest request, CancellationToken cancellationToken)
    {
        var evenement = await db.FindAsync(acteur, request.EvenementId, deleted: false, cancellationToken);
        if (evenement is null) return Refus.Introuvable();
        if (!acteur.MayRewrite(evenement.AuteurId)) return Refus.Regle(Texts.Get("Note_d_un_autre"));
        if (await db.RefuseLimiteAsync(acteur, evenement, cancellationToken) is { } limite) return limite;
        evenement.MoveToTrash(Clock.GetUtcNow(), acteur.MembreId);
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
