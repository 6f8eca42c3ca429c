using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Imports.Engine;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Retrait;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports;

/// <summary>Everything that the page of an import shows; <see cref="Fichier"/> is null once the original was deleted.</summary>
public sealed record ImportDetails(
    Guid Id, string NomFichier, long Taille, GenreImport Genre, StatutImport Statut, OrigineImport Origine, DateTimeOffset CreeLe, FileAnalysis? Fichier,
    CorrespondanceImport Correspondance, IReadOnlyList<QuestionImport> Questions, IReadOnlyList<string> Manques, BilanImport? Apercu, BilanImport? Bilan, string? Erreur, long Fait, long Total)
{
    /// <summary>How far it was taken back or put back; null: never begun.</summary>
    public BilanRetrait? Retrait { get; init; }

    /// <summary>The background gave up or was stopped: what it did stands, and it can go on.</summary>
    public bool EstArrete { get; init; }

    public bool PeutEtreRetire { get; init; }

    public bool PeutEtreRemis { get; init; }

    /// <summary>Why the original is gone; null while it is kept.</summary>
    public FinFichier? Fin { get; init; }

    /// <summary>The refused rows can be had as a file.</summary>
    public bool RefuseesGardees { get; init; }

    /// <summary>The rows of that file, those whose vente was set aside among them, without those of erased persons.</summary>
    public long RefuseesARendre => (Bilan ?? Apercu)?.ARendre ?? 0;

    public bool EstEnTravail => !EstArrete && Statut is StatutImport.Apercu or StatutImport.EnCours or StatutImport.EnRetrait or StatutImport.EnRemise;

    /// <summary>What the file leaves open and what was answered about it, while that can be changed.</summary>
    public IReadOnlyList<QuestionImport> Choix { get; init; } = [];

    /// <summary>The last import of the same columns and kind, whose answers hold for this file until others are given; null: none.</summary>
    public ImportPrecedent? Precedent { get; init; }

    /// <summary>Nothing is left to ask: preview and import may start.</summary>
    public bool EstPret => Fichier is not null && Questions.Count == 0 && Manques.Count == 0;
}

/// <summary>An earlier import, with its answers.</summary>
public sealed record ImportPrecedent(string NomFichier, DateTimeOffset CreeLe, CorrespondanceImport Correspondance);

/// <summary>Why the original of an import is gone.</summary>
public enum FinFichier
{
    /// <summary>Its thirty days are over.</summary>
    Echue,

    /// <summary>It held rows of a person who had been erased before.</summary>
    LigneEffacee,

    /// <summary>It held a person who was erased since.</summary>
    Effacement,
}

/// <summary>An import as it stands, with the progress of its job.</summary>
public sealed class GetImport(UseCaseServices services) : UseCase<Guid, ImportDetails>(services)
{
    protected override Permission Permission => Permission.ImportsRun;

    protected override async Task<Outcome<ImportDetails>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        var found = await db.Imports.AsNoTracking().Where(i => i.Id == request)
            .Select(i => new { Import = i, Job = db.Jobs.FirstOrDefault(j => j.Id == i.JobId) }).SingleOrDefaultAsync(cancellationToken);
        if (found is null || !acteur.SeesAll) return Refus.Introuvable();
        var (import, job) = (found.Import, found.Job);
        var file = ImportReading.FileOf(import);
        var mapping = import.Correspondance is null ? new CorrespondanceImport() : CorrespondanceImport.Parse(import.Correspondance);
        var reading = file is null ? null : LectureColonnes.Build(file, import.Genre, mapping);
        // A job that was given up leaves its import behind.
        var stopped = import.Statut is StatutImport.EnCours or StatutImport.Apercu or StatutImport.EnRetrait or StatutImport.EnRemise && job is { IsOver: true, Status: not JobStatus.Succeeded };
        var retrait = import.Retrait is null ? null : BilanRetrait.Parse(import.Retrait);
        var (fait, total) = import.Statut switch
        {
            StatutImport.Apercu => (job?.Done ?? 0, file?.Rows ?? 0),
            StatutImport.EnRetrait or StatutImport.EnRemise => (retrait!.Fait, retrait.Total),
            _ => (import.Rang, file?.Rows ?? 0),
        };
        return new ImportDetails(
            import.Id, import.NomFichier, import.Taille, import.Genre, stopped && retrait is null ? StatutImport.Echoue : import.Statut,
            new OrigineImport(import.Source, import.Partie, import.BaseLegale, import.CollecteLe), import.CreeLe, file, mapping, reading?.Questions ?? [], reading?.Manques ?? [],
            import.BilanApercu is null ? null : BilanImport.Parse(import.BilanApercu), import.Bilan is null ? null : BilanImport.Parse(import.Bilan),
            import.Erreur ?? (stopped ? job!.Error ?? (job.Status == JobStatus.Failed ? Texts.Get("Travail_abandonne") : null) : null), fait, total)
        {
            Choix = file is not null && import.EstModifiable ? LectureColonnes.Choix(file, import.Genre, mapping) : [],
            Precedent = file is not null && import.EstModifiable ? await PrecedentAsync(db, import, cancellationToken) : null,
            Retrait = retrait,
            EstArrete = stopped,
            PeutEtreRetire = import.PeutEtreRetire(Clock.GetUtcNow()),
            PeutEtreRemis = import.PeutEtreRemis(Clock.GetUtcNow()),
            Fin = FinOf(import),
            RefuseesGardees = import.FichierSupprimeLe is null && (file is not null || import.FichierReduitLe is not null),
        };
    }

    private static async Task<ImportPrecedent?> PrecedentAsync(AppDbContext db, Import import, CancellationToken cancellationToken) =>
        await ImportIntake.LastAlike(db, import, import.Genre).Select(i => new { i.NomFichier, i.CreeLe, i.Correspondance }).FirstOrDefaultAsync(cancellationToken) is { } last
            ? new ImportPrecedent(last.NomFichier, last.CreeLe, CorrespondanceImport.Parse(last.Correspondance!)) : null;

    private static FinFichier? FinOf(Import import) => import switch
    {
        { FichierSupprimeLe: { } le } when le >= import.CreeLe + Import.Conservation => FinFichier.Echue,
        { FichierReduitLe: not null } => FinFichier.LigneEffacee,
        { FichierSupprimeLe: not null, Bilan: { } bilan } when BilanImport.Parse(bilan).Effacees > 0 => FinFichier.LigneEffacee,
        { FichierSupprimeLe: not null } => FinFichier.Effacement,
        _ => null,
    };
}
