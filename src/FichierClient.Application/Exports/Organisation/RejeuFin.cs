using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Effacements.Journal;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Exports.Organisation;

/// <summary>The connection of the owner of the tables, where the program has it.</summary>
/// <param name="Chaine">Null: it works as the web's role alone.</param>
public sealed record ConnexionProprietaire(string? Chaine);

/// <summary>An organisation whose contract ended is deleted again in a database that was restored. Doing it twice changes nothing.</summary>
public sealed class RejeuFin(ConnexionProprietaire proprietaire) : Rejeu
{
    public override IReadOnlyCollection<string> Natures => [EntreeJournal.NatureFin];

    /// <exception cref="JournalException">The owner's connection is missing: the database stays closed.</exception>
    public override async Task ReplayAsync(EntreeJournal entry, CancellationToken cancellationToken)
    {
        if (entry.Nature != EntreeJournal.NatureFin) return;
        if (proprietaire.Chaine is null) throw new JournalException($"Entry {entry.Seq} of the journal ends an organisation, which only the owner of the database can do: set FICHIER_DATABASE for this start.");
        await using var db = DesignTimeFactory.ForOwner(proprietaire.Chaine, entry.TenantId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var vidage = new VidageOrganisation((NpgsqlConnection)db.Database.GetDbConnection(), entry.TenantId);
        await vidage.LockAsync(cancellationToken);
        await vidage.RunAsync(null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
