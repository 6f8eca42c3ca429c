using Npgsql;

namespace FichierClient.Application.Rgpd.Effacements.Journal;

/// <summary>How the database stands to the journal.</summary>
/// <param name="Suivi">The last entry that the database has followed.</param>
/// <param name="Tete">The last entry of the journal.</param>
/// <param name="CleId">The key of the prints that the database was made with; null while it has none.</param>
public sealed record PositionJournal(long Suivi, long Tete, string? CleId)
{
    /// <summary>The database is older than the journal: it was restored, or a program died between the two.</summary>
    public bool EstEnRetard => Tete > Suivi;

    /// <summary>Entries that the database has followed are missing from the journal.</summary>
    public bool EstSansJournal => Suivi > Tete;
}

/// <summary>Brings a database up to the journal's head, and looks whether anything is left of those who were erased.</summary>
public sealed class Rattrapage(NpgsqlDataSource database, JournalEffacements journal, IEnumerable<Rejeu> rejeux, ScanEmpreintes scan)
{
    /// <summary>Where it stands, once whoever is writing both at this moment has ended.</summary>
    public static async Task<PositionJournal> PositionAsync(NpgsqlDataSource database, JournalEffacements journal, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select dernier_seq, cle_id from journal_etat for update", connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new PositionJournal(row.GetInt64(0), journal.Tete(), row.IsDBNull(1) ? null : row.GetString(1));
    }

    /// <summary>Replays what is behind the database's position, in order, then scans.</summary>
    /// <param name="suivi">The position.</param>
    /// <param name="cancellationToken">Stops between two entries; the next call begins again.</param>
    /// <returns>How many entries were replayed and where something was found: the database must not be opened then.</returns>
    /// <exception cref="JournalException">The journal isn't whole, or nobody here knows one of its natures.</exception>
    public async Task<(int Rejouees, IReadOnlyList<LieuTrouve> Trouves)> CatchUpAsync(long suivi, CancellationToken cancellationToken)
    {
        journal.Verify();
        var (replayed, last) = (0, suivi);
        // An erasure that is done again may add entries of its own behind the last one.
        while (journal.Tete() > last)
        {
            foreach (var entry in journal.Depuis(last).ToList())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (await ReplayAsync(entry, cancellationToken)) replayed++;
                last = entry.Seq;
            }
        }

        var found = await scan.RunAsync(cancellationToken);
        if (found.Count == 0) await FollowAsync(last, cancellationToken);
        return (replayed, found);
    }

    /// <summary>Does again in one organisation what the journal says of another one, or of itself, since a day: its rows came from a file of that day.</summary>
    /// <param name="origine">Of whom the entries speak.</param>
    /// <param name="tenantId">Where the rows are now.</param>
    /// <param name="depuis">Entries of before are in the file.</param>
    /// <param name="cancellationToken">Stops between two entries.</param>
    /// <returns>How many entries.</returns>
    public async Task<int> ReplayAsync(Guid origine, Guid tenantId, DateTimeOffset depuis, CancellationToken cancellationToken)
    {
        journal.Verify();
        var replayed = 0;
        // That its contract ended once doesn't keep the organisation from coming back.
        foreach (var entry in journal.Depuis(0).Where(e => e.TenantId == origine && e.Le >= depuis && e.Nature != EntreeJournal.NatureFin).ToList())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await ReplayAsync(entry with { TenantId = tenantId }, cancellationToken)) replayed++;
        }

        return replayed;
    }

    /// <returns>False for what was called off, and for the calling off itself.</returns>
    private async Task<bool> ReplayAsync(EntreeJournal entry, CancellationToken cancellationToken)
    {
        if (entry.Nature == EntreeJournal.NatureAnnulation) return false;
        if (entry.Nature is EntreeJournal.NatureEffacement or EntreeJournal.NatureFin && EntreeJournal.CalledOff(journal.Depuis(entry.Seq - 1)).Contains(entry.Seq)) return false;
        var known = rejeux.Where(r => r.Natures.Contains(entry.Nature)).ToList();
        if (known.Count == 0) throw new JournalException($"Entry {entry.Seq} of the journal ({entry.Nature}) can't be replayed by this program.");
        foreach (var rejeu in known) await rejeu.ReplayAsync(entry, cancellationToken);
        return true;
    }

    private async Task FollowAsync(long seq, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("update journal_etat set dernier_seq = greatest(dernier_seq, $1), maj_le = now()");
        command.Parameters.Add(new NpgsqlParameter { Value = seq });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
