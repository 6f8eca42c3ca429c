using FichierClient.Application.Data;
using FichierClient.Application.Imports.Engine;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Common;
using FichierClient.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports.Retrait;

/// <summary>What becomes of records that somebody changed after their import.</summary>
/// <param name="Tout">All are taken back too.</param>
/// <param name="Fiches">These are.</param>
/// <param name="Champs">Of these the fields named return.</param>
public sealed record ChoixRetrait(bool Tout, List<Guid> Fiches, Dictionary<Guid, List<string>> Champs);

/// <summary>Puts the taking back or the putting back of an import into the job queue.</summary>
public sealed class RetraitLauncher(TimeProvider clock, JobSignal signal)
{
    public const string RetraitKind = "imports.retrait", RemiseKind = "imports.remise";

    /// <summary>Starts it, from the first step: what is done already isn't found again.</summary>
    /// <param name="db">The organisation's.</param>
    /// <param name="importId">The import.</param>
    /// <param name="remise">Puts back instead.</param>
    /// <param name="choix">What becomes of that which somebody changed since.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <returns>The job; null when there is no such import.</returns>
    /// <exception cref="DomainException">It is being worked on, or nothing can be done any more.</exception>
    public async Task<Guid?> StartAsync(AppDbContext db, Guid importId, bool remise, ChoixRetrait choix, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var import = await db.Imports.FromSql($"select * from imports where id = {importId} for update").SingleOrDefaultAsync(cancellationToken);
        if (import is null) return null;
        if (await db.Jobs.AnyAsync(j => j.Id == import.JobId && (j.Status == JobStatus.Waiting || j.Status == JobStatus.Running), cancellationToken)) throw new DomainException("Import_deja_lance");
        var now = clock.GetUtcNow();
        var job = new Job(db.TenantId, remise ? RemiseKind : RetraitKind, import.Id, db.MembreId, now);
        var retrait = Begin(import, remise, choix, now);
        if (remise) import.StartRemise(job.Id, retrait, now);
        else import.StartRetrait(job.Id, retrait, now);
        db.Jobs.Add(job);
        await db.ImportImages.Where(i => i.ImportId == import.Id && i.Etat == EtatImage.Gardee).ExecuteDeleteAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.Tell(db.TenantId);
        return job.Id;
    }

    private static string Begin(Import import, bool remise, ChoixRetrait choix, DateTimeOffset now)
    {
        var before = import.Retrait is null ? null : BilanRetrait.Parse(import.Retrait);
        var bilan = BilanImport.Parse(import.Bilan);
        CompteurFiches[] comptes = [bilan.Entreprises, bilan.Contacts, bilan.Ventes];
        return new BilanRetrait
        {
            StatutAvant = before?.StatutAvant ?? (import.Statut == StatutImport.Echoue ? StatutImport.Annule : import.Statut),
            CommenceLe = before?.CommenceLe ?? now,
            Tout = choix.Tout,
            Choisies = choix.Fiches,
            Champs = choix.Champs,
            Total = remise && before is not null ? before.Retirees + before.Rendues : comptes.Sum(c => c.Creees + c.Modifiees),
        }.ToJson();
    }
}
