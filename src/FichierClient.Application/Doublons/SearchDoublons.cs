using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Doublons;

/// <summary>Starts the search for likely duplicates in the background, unless one is running; gives its job.</summary>
public sealed class SearchDoublons(UseCaseServices services, JobSignal signal) : UseCase<Done, Guid>(services)
{
    protected override Permission Permission => Permission.DoublonsMerge;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, Done request, CancellationToken cancellationToken)
    {
        var running = await db.Jobs.Where(j => j.Kind == RechercheDoublons.Name && (j.Status == JobStatus.Waiting || j.Status == JobStatus.Running)).Select(j => (Guid?)j.Id).FirstOrDefaultAsync(cancellationToken);
        if (running is { } id) return id;
        var job = new Job(db.TenantId, RechercheDoublons.Name, null, acteur.MembreId, Clock.GetUtcNow());
        db.Jobs.Add(job);
        await db.SaveChangesAsync(cancellationToken);
        signal.Tell(db.TenantId);
        return job.Id;
    }
}

/// <summary>Searches all entreprises, then all contacts; begins again from the start when its process was killed.</summary>
public sealed class RechercheDoublons(NpgsqlDataSource database) : JobHandler
{
    public const string Name = "doublons.recherche";

    /// <summary>The surest pairs that are kept of each kind: more than anybody looks through.</summary>
    private const int Maximum = 20_000;

    public override string Kind => Name;

    public override async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        // It searches the whole organisation: a job that names a record is somebody's invention.
        if (run.SubjectId is not null) throw new JobRefusedException(Texts.Get("Introuvable"));
        Sujet[] kinds = [Sujet.Entreprise, Sujet.Contact];
        for (var done = 0; done < kinds.Length; done++)
        {
            await run.ReportAsync(done, kinds.Length, cancellationToken);
            await using var connection = await database.OpenTenantAsync(run.TenantId, cancellationToken);
            await using var command = new NpgsqlCommand("select fichier_chercher_doublons($1, $2)", connection) { CommandTimeout = 0 };
            command.Parameters.Add(new NpgsqlParameter { Value = kinds[done].ToString() });
            command.Parameters.Add(new NpgsqlParameter { Value = Maximum });
            await command.ExecuteScalarAsync(cancellationToken);
        }

        await run.ReportAsync(kinds.Length, kinds.Length, cancellationToken);
    }
}
