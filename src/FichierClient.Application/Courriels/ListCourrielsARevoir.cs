using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Courriels;

/// <summary>An e-mail in a file to decide on: what it is called, since when it lies there, and when its age takes it away.</summary>
public sealed record CourrielARevoirRow(Guid Id, string Nom, CauseCourriel Cause, DateTimeOffset EcritLe, DateTimeOffset VuLe)
{
    /// <summary>The erasure whose person it names; null: it is about the file.</summary>
    public string? Effacement { get; init; }

    public DateTimeOffset ExpireLe => EcritLe + CourrielsEnFichiers.Conservation;
}

/// <summary>E-mails in files that nobody can read, or that could not be deleted, and of which nobody decided.</summary>
public sealed class ListCourrielsARevoir(UseCaseServices services, CourrielsEnFichiers fichiers) : UseCase<NoRequest, IReadOnlyList<CourrielARevoirRow>>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<IReadOnlyList<CourrielARevoirRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        var rows = await db.CourrielsARevoir.AsNoTracking().Where(c => c.GardeLe == null).OrderBy(c => c.EcritLe).ThenBy(c => c.Id).ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(c => c.EffacementId);
        var references = await db.Effacements.AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Reference, cancellationToken);
        return rows.FindAll(c => fichiers.Exists(c.Fichier)).ConvertAll(c => new CourrielARevoirRow(c.Id, Path.GetFileName(c.Fichier), c.Cause, c.EcritLe, c.VuLe) { Effacement = references.GetValueOrDefault(c.EffacementId) });
    }
}

/// <param name="Id">Which.</param>
/// <param name="Supprimer">It goes now; false: it stays until its age takes it away.</param>
/// <param name="Cause">Why it was asked about: a word on a file that nobody could read is none on the name that was found in it since.</param>
public sealed record DecideCourrielRequest(Guid Id, bool Supprimer, CauseCourriel Cause);

/// <summary>The DPO decides on an e-mail in a file, once for the organisation.</summary>
public sealed class DecideCourriel(UseCaseServices services, CourrielsEnFichiers fichiers) : UseCase<DecideCourrielRequest, Done>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, DecideCourrielRequest request, CancellationToken cancellationToken)
    {
        if (await db.CourrielsARevoir.SingleOrDefaultAsync(c => c.Id == request.Id, cancellationToken) is not { } courriel) return Refus.Introuvable();
        if (!request.Supprimer && courriel.Cause != request.Cause) return new Refus(RefusKind.Conflit, Texts.Get("Courriel_autre_cause"));
        var now = Clock.GetUtcNow();
        if (!request.Supprimer) courriel.Keep(acteur.MembreId, now);
        else if (fichiers.Delete(courriel.Fichier)) db.Remove(courriel);
        else
        {
            await db.NoteAsync([(courriel.Fichier, courriel.EcritLe)], CauseCourriel.NonSupprime, now, cancellationToken);
            return Refus.Regle(Texts.Get("Courriel_fichier_tenu"));
        }

        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
