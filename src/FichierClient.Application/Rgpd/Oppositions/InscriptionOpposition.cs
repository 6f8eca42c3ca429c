using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Rgpd.Oppositions;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Oppositions;

/// <summary>Writes on the objection list and in the journal outside the database, so that an objection survives a restore.</summary>
public sealed class InscriptionOpposition(Empreintes empreintes, JournalEtat journal, TimeProvider clock)
{
    /// <summary>All that can be refused.</summary>
    public const Opposition Tous = Opposition.Email | Opposition.Telephone | Opposition.Courrier | Opposition.Profilage;

    /// <summary>
    /// Puts identifiers on the list, or widens what is there: asked twice, known or unknown, erased or not, it is always accepted. An objection is
    /// set on the contacts that have the identifier, in the trash too. In the caller's transaction when there is one.
    /// </summary>
    /// <param name="db">The organisation's context.</param>
    /// <param name="identifiants">In clear: they are printed here and forgotten.</param>
    /// <param name="portee">What is refused; <see cref="Tous"/> for an erasure.</param>
    /// <param name="nature">Objection or erasure.</param>
    /// <param name="source">How it came, without address or number.</param>
    /// <param name="cancellationToken">Stops the statements.</param>
    /// <param name="origineId">The erasure or request.</param>
    /// <returns>How many entries are new.</returns>
    public async Task<int> AddAsync(
        AppDbContext db, IReadOnlyCollection<IdentifiantPersonne> identifiants, Opposition portee, NatureOpposition nature, string source, CancellationToken cancellationToken, Guid? origineId = null)
    {
        if (identifiants.Count == 0) return 0;
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        var now = clock.GetUtcNow();
        var entries = identifiants.Distinct().Select(i => new OppositionListee(db.TenantId, (empreintes.Of(db.TenantId, i.Cle, i.Valeur), Empreintes.CleVersion), i.Genre, nature, portee, source, now)
            .By(db.MembreId, origineId)).DistinctBy(e => Convert.ToHexString(e.Empreinte)).ToList();
        await JournalEtat.LockAsync(db, cancellationToken);
        var added = await WriteAsync(db, entries, cancellationToken);
        if (nature == NatureOpposition.Opposition) await OpposeAsync(db, identifiants, portee, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        // Last: nobody takes an entry back, so what the database refuses must not be one.
        await journal.AppendAsync(db, EntryOf(db.TenantId, EntreeJournal.NatureOpposition, entries, origineId ?? entries[0].Id, now), cancellationToken);
        if (own is not null) await own.CommitAsync(cancellationToken);
        return added;
    }

    /// <summary>Takes entries off the list, with the reason; in the journal too.</summary>
    public async Task LiftAsync(AppDbContext db, IReadOnlyCollection<OppositionListee> entries, string motif, CancellationToken cancellationToken)
    {
        if (entries.Count == 0) return;
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        var now = clock.GetUtcNow();
        await JournalEtat.LockAsync(db, cancellationToken);
        foreach (var entry in entries) entry.Lift(db.MembreId, motif, now);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var same in entries.GroupBy(e => e.Nature))
            await journal.AppendAsync(db, EntryOf(db.TenantId, EntreeJournal.NatureLevee, [.. same], same.First().OrigineId ?? same.First().Id, now), cancellationToken);
        if (own is not null) await own.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// An erased person came back by herself: what refuses her return is lifted, what she objects to stays. <paramref name="identifiants"/>
    /// are those that she gives now. To be called last: the journal keeps it whatever becomes of the transaction.
    /// </summary>
    public async Task WelcomeBackAsync(AppDbContext db, IReadOnlyCollection<IdentifiantPersonne> identifiants, string motif, CancellationToken cancellationToken)
    {
        var prints = identifiants.Select(i => empreintes.Of(db.TenantId, i.Cle, i.Valeur)).ToList();
        var erased = await db.Oppositions.Where(o => o.LeveeLe == null && o.Nature == NatureOpposition.Effacement && prints.Contains(o.Empreinte)).ToListAsync(cancellationToken);
        await LiftAsync(db, erased, motif, cancellationToken);
    }

    internal static async Task<int> WriteAsync(AppDbContext db, List<OppositionListee> entries, CancellationToken cancellationToken)
    {
        var prints = entries.ConvertAll(e => e.Empreinte);
        var nature = entries[0].Nature;
        var known = await db.Oppositions.Where(o => o.LeveeLe == null && o.Nature == nature && prints.Contains(o.Empreinte)).ToListAsync(cancellationToken);
        var fresh = entries.FindAll(e => !known.Exists(k => k.Empreinte.AsSpan().SequenceEqual(e.Empreinte)));
        foreach (var entry in known) entry.Widen(entries[0].Portee, DateOnly.FromDateTime(entries[0].CreeLe.UtcDateTime));
        db.Oppositions.AddRange(fresh);
        return fresh.Count;
    }

    private static EntreeJournal EntryOf(Guid tenantId, string nature, List<OppositionListee> entries, Guid origine, DateTimeOffset now) => new(
        0, nature, tenantId, origine, "", Guid.Empty, [], [.. entries.Select(e => Convert.ToBase64String(e.Empreinte))], Empreintes.CleVersion, now, null, [], null,
        new OppositionJournal([.. entries.Select(e => IdentifiantPersonne.CleOf(e.Genre))], (int)entries[0].Portee, entries[0].Nature.ToString().ToLowerInvariant(), entries[0].RevueLe));

    private static async Task OpposeAsync(AppDbContext db, IReadOnlyCollection<IdentifiantPersonne> identifiants, Opposition portee, CancellationToken cancellationToken)
    {
        var emails = identifiants.Where(i => i.Genre == GenreIdentifiant.Email).Select(i => Identifiants.Normalise(Identifiants.Email, i.Valeur)).ToList();
        var domaines = identifiants.Where(i => i.Genre == GenreIdentifiant.Domaine).Select(i => "%@" + Identifiants.Normalise(Identifiants.Domaine, i.Valeur)).ToList();
        var phones = identifiants.Where(i => i.Genre == GenreIdentifiant.Telephone).Select(i => Identifiants.Normalise(Identifiants.Telephone, i.Valeur)).ToList();
        // A contact in the trash can come back from there: it objects all the same.
        var all = db.Contacts.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]);
        var ids = await all.Where(c => c.Emails.Any(e => emails.Contains(e.Adresse) || domaines.Any(d => EF.Functions.Like(e.Adresse, d))) || c.Telephones.Any(t => t.E164 != null && phones.Contains(t.E164)))
            .Select(c => c.Id).ToArrayAsync(cancellationToken);
        // Whoever saves one of them at this moment is waited for: an objection is accepted whatever else happens to the record.
        await db.Database.ExecuteSqlAsync($"select from contacts where tenant_id = {db.TenantId} and id = any ({ids}) order by id for update", cancellationToken);
        var contacts = await all.Where(c => ids.Contains(c.Id)).ToListAsync(cancellationToken);
        foreach (var contact in contacts) contact.Oppose(contact.Oppositions | portee);
    }
}
