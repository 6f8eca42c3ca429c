using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Rgpd.Oppositions;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Oppositions;

/// <summary>Does again, in a database that was restored, what the journal says of the objection list. Doing it twice changes nothing.</summary>
public sealed class RejeuOppositions(AppDbContextFactory contexts, Empreintes empreintes) : Rejeu
{
    public override IReadOnlyCollection<string> Natures => [EntreeJournal.NatureOpposition, EntreeJournal.NatureLevee];

    /// <param name="entry">Of the nature opposition or levee, with its <see cref="EntreeJournal.Opposition"/>.</param>
    /// <param name="cancellationToken">Stops the statements.</param>
    public override async Task ReplayAsync(EntreeJournal entry, CancellationToken cancellationToken)
    {
        if (entry.Opposition is not { } opposition || !Enum.TryParse<NatureOpposition>(opposition.Nature, ignoreCase: true, out var nature)) return;
        await using var db = contexts.Open(entry.TenantId);
        // One that was made after the backup has no list here.
        if (!await db.Organisations.AnyAsync(cancellationToken)) return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var prints = entry.Empreintes.Select(Convert.FromBase64String).ToList();
        if (entry.Nature == EntreeJournal.NatureLevee) await LiftAsync(db, prints, nature, entry.Le, cancellationToken);
        else await AddAsync(db, entry, opposition, nature, prints, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task AddAsync(AppDbContext db, EntreeJournal entry, OppositionJournal opposition, NatureOpposition nature, List<byte[]> prints, CancellationToken cancellationToken)
    {
        // One that was lifted later than this stays lifted: its lifting comes further on in the journal, or is here already.
        var lifted = await db.Oppositions.Where(o => o.Nature == nature && o.LeveeLe >= entry.Le && prints.Contains(o.Empreinte)).Select(o => o.Empreinte).ToListAsync(cancellationToken);
        var portee = (Opposition)opposition.Portee;
        var entries = prints.Select((print, i) => new OppositionListee(entry.TenantId, (print, entry.CleVersion), GenreOf(opposition.Genres[i]), nature, portee, Texts.Get("Opposition_rejeu"), entry.Le)
            .By(null, entry.EffacementId).At(entry.Le, opposition.RevueLe)).Where(e => !lifted.Exists(l => l.AsSpan().SequenceEqual(e.Empreinte))).ToList();
        if (entries.Count == 0) return;
        await InscriptionOpposition.WriteAsync(db, entries, cancellationToken);
        if (nature == NatureOpposition.Opposition) await OpposeAsync(db, [.. entries.Select(e => Convert.ToHexString(e.Empreinte))], portee, cancellationToken);
    }

    private static async Task LiftAsync(AppDbContext db, List<byte[]> prints, NatureOpposition nature, DateTimeOffset le, CancellationToken cancellationToken)
    {
        foreach (var entry in await db.Oppositions.Where(o => o.LeveeLe == null && o.Nature == nature && o.CreeLe <= le && prints.Contains(o.Empreinte)).ToListAsync(cancellationToken))
            entry.Lift(null, Texts.Get("Opposition_rejeu"), le);
    }

    /// <summary>The journal has no addresses: those of the organisation are printed and compared.</summary>
    private async Task OpposeAsync(AppDbContext db, HashSet<string> prints, Opposition portee, CancellationToken cancellationToken)
    {
        var concerned = new HashSet<Guid>();
        await foreach (var email in db.Set<EmailContact>().AsNoTracking().Select(e => new { e.ContactId, e.Adresse }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (Has(Identifiants.Email, email.Adresse) || Identifiants.DomaineOf(email.Adresse) is { } domaine && Has(Identifiants.Domaine, domaine)) concerned.Add(email.ContactId);
        }

        await foreach (var telephone in db.Set<TelephoneContact>().AsNoTracking().Select(t => new { t.ContactId, t.Saisie }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (Has(Identifiants.Telephone, telephone.Saisie)) concerned.Add(telephone.ContactId);
        }

        // The trash too, as when the objection was made.
        foreach (var contact in await db.Contacts.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).Where(c => concerned.Contains(c.Id)).ToListAsync(cancellationToken))
            contact.Oppose(contact.Oppositions | portee);

        bool Has(string genre, string valeur) => prints.Contains(Convert.ToHexString(empreintes.Of(db.TenantId, genre, valeur)));
    }

    private static GenreIdentifiant GenreOf(string cle) => Enum.GetValues<GenreIdentifiant>().First(g => IdentifiantPersonne.CleOf(g) == cle);
}
