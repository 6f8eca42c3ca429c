using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements.Journal;

/// <summary>How far the database has followed the journal: one row, moved in the transaction that does what an entry says.</summary>
public sealed class JournalEtat(JournalEffacements journal, Cles.Empreintes empreintes)
{
    /// <summary>
    /// Within the caller's transaction: waits for other writers, appends, and moves the row. Entries get their numbers in the order of
    /// their commits, so a dump never holds a number without the ones below it.
    /// </summary>
    /// <returns>The entry as it stands in the journal. When the transaction is rolled back it stays there, and the next start replays it.</returns>
    public async Task<EntreeJournal> AppendAsync(DbContext db, EntreeJournal sansSeq, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("The journal's state moves with what the entry says: open a transaction first.");
        var followed = await LockAsync(db, cancellationToken);
        var entry = await journal.AppendAsync(sansSeq, cancellationToken);
        if (IsFollowed(followed, entry))
        {
            var cle = empreintes.CleId;
            await db.Database.ExecuteSqlAsync($"update journal_etat set dernier_seq = {entry.Seq}, maj_le = now(), cle_id = {cle}", cancellationToken);
        }

        return entry;
    }

    /// <summary>The number of the last entry that the database has followed, with the row locked until the transaction ends.</summary>
    public static async Task<long> LockAsync(DbContext db, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<long>($"select dernier_seq as \"Value\" from journal_etat for update").ToListAsync(cancellationToken))[0];

    /// <summary>
    /// Not past an entry whose own transaction came to nothing: it is for the next start. An erasure that was called off is nothing to follow.
    /// </summary>
    private bool IsFollowed(long followed, EntreeJournal entry)
    {
        if (entry.Seq == followed + 1) return true;
        var open = journal.Depuis(followed).ToList();
        var off = EntreeJournal.CalledOff(open);
        return open.TrueForAll(e => e.Seq >= entry.Seq || e.Nature == EntreeJournal.NatureAnnulation || off.Contains(e.Seq));
    }
}
