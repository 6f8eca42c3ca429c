using FichierClient.Application.Data;
using FichierClient.Application.Imports.Engine;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace FichierClient.Application.Imports.Retrait;

/// <summary>
/// Takes an import back, or puts it back: in steps, each in batches (<see cref="Cadence"/>), each
/// batch one transaction that also holds the progress. After a kill the next process goes on behind the last commit. Figures
/// follow by the ventes' own triggers.
/// </summary>
public sealed class RetraitEngine(AppDbContextFactory contexts, ListeOpposition oppositions, TimeProvider clock)
{
    private const string Avoirs = "exists (select from ventes v where v.tenant_id = $1 and v.id = x.sujet_id and v.type = 'Avoir')";
    private const string AvoirsRetires = "x.contenu #>> '{ventes,0,type}' = 'Avoir'";

    /// <summary>What refers goes before what is referred to: avoirs, factures, contacts, entreprises, products.</summary>
    private static readonly EtapeRetrait[] Retrait =
    [
        new RetirerCreees(Sujet.Vente, " and " + Avoirs), new RetirerCreees(Sujet.Vente, " and not " + Avoirs), new RendreModifiees(Sujet.Vente),
        new RetirerCreees(Sujet.Contact), new RendreModifiees(Sujet.Contact),
        new RetirerCreees(Sujet.Entreprise), new RendreModifiees(Sujet.Entreprise),
        new RetirerCreees(Sujet.Produit),
    ];

    private static readonly EtapeRetrait[] Remise =
    [
        new RemettreRetirees(Sujet.Produit),
        new RemettreRetirees(Sujet.Entreprise), new RefaireModifiees(Sujet.Entreprise),
        new RemettreRetirees(Sujet.Contact), new RefaireModifiees(Sujet.Contact),
        new RemettreRetirees(Sujet.Vente, " and not (" + AvoirsRetires + ")"), new RemettreRetirees(Sujet.Vente, " and " + AvoirsRetires), new RefaireModifiees(Sujet.Vente),
    ];

    /// <summary>Works until the end, from where it stands.</summary>
    /// <param name="run">The job; its subject is the import.</param>
    /// <param name="remise">Puts back instead of taking back.</param>
    /// <param name="report">Called after each batch with records done and records in all.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <exception cref="OperationCanceledException">Another job works on the import now.</exception>
    public async Task RunAsync(JobRun run, bool remise, Func<long, long, Task> report, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(run.TenantId);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var fiches = await Fiches.ReadAsync(db, connection, cancellationToken);
        var etapes = remise ? Remise : Retrait;
        var cadence = new Cadence();
        var begun = clock.GetTimestamp();
        for (var done = 0L; await BatchAsync(run, db, fiches, etapes, remise, cadence.Taille, cancellationToken) is { } bilan; begun = clock.GetTimestamp())
        {
            cadence.Took((int)(bilan.Fait - done), clock.GetElapsedTime(begun));
            done = bilan.Fait;
            await report(bilan.Fait, bilan.Total);
        }
    }

    private async Task<BilanRetrait?> BatchAsync(JobRun run, AppDbContext db, IReadOnlyDictionary<Sujet, Fiches> fiches, EtapeRetrait[] etapes, bool remise, int size, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var bilan = await LockAsync(run, connection, remise ? StatutImport.EnRemise : StatutImport.EnRetrait, cancellationToken);
        if (bilan.Etape == etapes.Length)
        {
            await SaveAsync(run, connection, bilan, remise ? bilan.StatutAvant : StatutImport.Retire, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return null;
        }

        var etape = etapes[bilan.Etape];
        var lot = new Lot(connection, run.TenantId, run.SubjectId!.Value, fiches[etape.Sujet], clock.GetUtcNow(), run.RequestedById) { Db = db };
        var ids = await etape.NextAsync(lot, bilan.Apres, size, cancellationToken);
        var allowed = etape.GivesBack ? await ImagesEffacees.WithoutAsync(oppositions, lot, ids, bilan, cancellationToken) : ids;
        if (allowed.Length > 0) await etape.RunAsync(lot, allowed, bilan, cancellationToken);
        bilan.Fait += ids.Length;
        bilan.Total = Math.Max(bilan.Total, bilan.Fait);
        (bilan.Etape, bilan.Apres) = ids.Length == size ? (bilan.Etape, ids[^1]) : (bilan.Etape + 1, Guid.Empty);
        await SaveAsync(run, connection, bilan, null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return bilan;
    }

    /// <summary>The same locks in the same order as an import's batch.</summary>
    private static async Task<BilanRetrait> LockAsync(JobRun run, NpgsqlConnection connection, StatutImport statut, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select retrait from imports where tenant_id = $1 and id = $2 and statut = $3 and job_id = $4 for update", connection);
        foreach (var value in (object[])[run.TenantId, run.SubjectId!.Value, statut.ToString(), run.JobId]) command.Parameters.Add(new NpgsqlParameter { Value = value });
        if (await command.ExecuteScalarAsync(cancellationToken) is not string retrait) throw new OperationCanceledException("Another job works on this import.");
        await ImportLocks.TakeOrganisationAsync(connection, run.TenantId, cancellationToken);
        return BilanRetrait.Parse(retrait);
    }

    private static async Task SaveAsync(JobRun run, NpgsqlConnection connection, BilanRetrait bilan, StatutImport? statut, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("update imports set retrait = $3, statut = coalesce($4, statut) where tenant_id = $1 and id = $2", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = run.TenantId });
        command.Parameters.Add(new NpgsqlParameter { Value = run.SubjectId!.Value });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = bilan.ToJson() });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)statut?.ToString() ?? DBNull.Value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
