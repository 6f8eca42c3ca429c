using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Exports;

/// <param name="Id">The export.</param>
/// <param name="EstPret">It can be downloaded now; otherwise it runs in the background.</param>
/// <param name="NonInformes">Contacts that the file leaves out: not told yet where their data come from.</param>
/// <param name="Partielles">Records that it leaves out: people whose statut de diffusion is P.</param>
public sealed record ExportLance(Guid Id, bool EstPret, int NonInformes = 0, int Partielles = 0);

/// <summary>Exports a list: a short one at once, a long one in the background. Either is in the log of exports from its beginning.</summary>
public sealed class StartExport(UseCaseServices services, ExportEngine engine, JobSignal signal) : UseCase<DemandeExport, ExportLance>(services)
{
    /// <summary>Records that are exported while one waits.</summary>
    public const int AtOnce = 5000;

    protected override Permission Permission => Permission.ExportsRun;

    protected override async Task<Outcome<ExportLance>> ExecuteAsync(AppDbContext db, Acteur acteur, DemandeExport request, CancellationToken cancellationToken)
    {
        if (!acteur.Allows(ReadingOf(request.Liste))) return Refus.Interdit();
        var count = await engine.CountAsync(acteur, request, AtOnce + 1, cancellationToken);
        var export = new Export(db.TenantId, acteur.MembreId, new ContenuExport(request.Liste, request.Format, request.Adresse, request.ToJson()), Clock.GetUtcNow());
        db.Exports.Add(export);
        return count > AtOnce ? await QueueAsync(db, acteur, export, cancellationToken) : await RunAsync(db, acteur, export, cancellationToken);
    }

    internal static Permission ReadingOf(ListeExport liste) => liste switch
    {
        ListeExport.Entreprises => Permission.EntreprisesRead,
        ListeExport.Contacts => Permission.ContactsRead,
        _ => Permission.VentesRead,
    };

    private async Task<Outcome<ExportLance>> QueueAsync(AppDbContext db, Acteur acteur, Export export, CancellationToken cancellationToken)
    {
        var job = new Job(db.TenantId, ExecutionExport.Name, export.Id, acteur.MembreId, Clock.GetUtcNow());
        export.Queue(job.Id);
        db.Jobs.Add(job);
        await db.SaveChangesAsync(cancellationToken);
        signal.Tell(db.TenantId);
        return new ExportLance(export.Id, EstPret: false);
    }

    private async Task<Outcome<ExportLance>> RunAsync(AppDbContext db, Acteur acteur, Export export, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        try
        {
            await engine.RunAsync(acteur, export.Id, _ => Task.CompletedTask, cancellationToken);
        }
        catch
        {
            await engine.FailAsync(acteur, export.Id, Texts.Get("Export_defaut"));
            throw;
        }

        return await db.Exports.AsNoTracking().Where(e => e.Id == export.Id).Select(e => new ExportLance(e.Id, true, e.NonInformes, e.Partielles)).SingleAsync(cancellationToken);
    }
}
