using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Effacements.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.Application.Exports.Organisation;

/// <summary>The connection of the owner of the tables, where the program has it.</summary>
/// <param name="Chaine">Null: it works as the web's role alone.</param>
public sealed record ConnexionProprietaire(string? Chaine);

/// <summary>An organisation whose contract ended is deleted again in a database that was restored from before. Doing it twice changes nothing.</summary>
public sealed class RejeuFin(ConnexionProprietaire proprietaire, AppDbContextFactory contexts, FinSuivie suivi, ILogger<RejeuFin> log) : Rejeu
{
    public override IReadOnlyCollection<string> Natures => [EntreeJournal.NatureFin];

    /// <exception cref="JournalException">The owner's connection is missing: the database stays closed.</exception>
    public override async Task ReplayAsync(EntreeJournal entry, CancellationToken cancellationToken)
    {
        if (entry.Nature != EntreeJournal.NatureFin) return;
        switch (await MarqueFin.ReadAsync(contexts.DataSource, entry.EffacementId, cancellationToken))
        {
            case EtatFin.Inconnue:
                await DeleteAsync(entry, cancellationToken);
                return;
            case EtatFin.Entamee:
                log.LogWarning("The end of organisation {TenantId} (entry {Seq} of the journal) was interrupted before anything was deleted, and people may have worked in it since: it stays. Run end-organisation again to end it", entry.TenantId, entry.Seq);
                await CallOffAsync(entry, cancellationToken);
                return;
            default:
                log.LogWarning("The end of organisation {TenantId} (entry {Seq} of the journal) happened in this database: what is there now was loaded afterwards and stays", entry.TenantId, entry.Seq);
                return;
        }
    }

    private async Task DeleteAsync(EntreeJournal entry, CancellationToken cancellationToken)
    {
        if (proprietaire.Chaine is null) throw new JournalException($"Entry {entry.Seq} of the journal ends an organisation, which only the owner of the database can do: set FICHIER_DATABASE for this start.");
        await using var db = DesignTimeFactory.ForOwner(proprietaire.Chaine, entry.TenantId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var vidage = new VidageOrganisation((NpgsqlConnection)db.Database.GetDbConnection(), entry.TenantId);
        await vidage.LockAsync(cancellationToken);
        await vidage.RunAsync(null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>A later start, or a backup of before that is restored, must not end what goes on.</summary>
    private async Task CallOffAsync(EntreeJournal entry, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(entry.TenantId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await suivi.Journal.AppendAsync(db, entry with { Seq = 0, Nature = EntreeJournal.NatureAnnulation, Le = suivi.Clock.GetUtcNow() }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
