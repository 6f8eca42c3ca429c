using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>
/// Writes down what a connected system read, in the transaction in which it reads (art. 15(1)(c), 19). A person is in one line a day, however often she is
/// read, and a line holds as many persons as fit: a system that goes through the whole file leaves a few lines, not one a person.
/// </summary>
public sealed class CommunicationsSysteme(TimeProvider clock)
{
    public const int PersonnesParLigne = 500;

    internal async Task NoteAsync(AppDbContext db, SystemeConnecte systeme, Sujet sujet, Guid id, ChampsTransmis champs, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var day = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var fields = string.Join(", ", champs.Of(sujet, systeme.Categories).SelectMany(t => t.Colonnes.Select(c => $"{t.Table}.{c}")));
        var today = db.Communications.Where(c => c.SystemeId == systeme.Id && c.Sujet == sujet && c.FaiteLe >= day && c.Champs == fields && c.Destinataire == systeme.Nom);
        if (await today.AnyAsync(c => c.Personnes!.Contains(id), cancellationToken)) return;
        // Two readings at once add to the line one after the other.
        await db.Database.ExecuteSqlAsync($"select from systemes_connectes where tenant_id = {db.TenantId} and id = {systeme.Id} for update", cancellationToken);
        if (await today.AnyAsync(c => c.Personnes!.Contains(id), cancellationToken)) return;
        if (await today.Where(c => c.Nombre < PersonnesParLigne).OrderByDescending(c => c.FaiteLe).FirstOrDefaultAsync(cancellationToken) is { } open) open.Add(id);
        else db.Communications.Add(new Communication(db.TenantId, new DonneesCommuniquees(systeme.Nom, sujet, 1, fields, await BaseAsync(db, systeme, cancellationToken), [id]) { SystemeId = systeme.Id }, null, now));
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<BaseLegale> BaseAsync(AppDbContext db, SystemeConnecte systeme, CancellationToken cancellationToken) =>
        (await db.Traitements.AsNoTracking().SingleAsync(t => t.Id == systeme.TraitementId, cancellationToken)).Fiche.BaseLegale ?? BaseLegale.InteretLegitime;
}

/// <summary>The channels that a person refuses: by her record, and by the list of objections under any of her addresses.</summary>
public sealed class OppositionsPersonne(ListeOpposition liste)
{
    public async Task<IReadOnlyList<string>> OfAsync(AppDbContext db, Sujet sujet, Guid id, CancellationToken cancellationToken)
    {
        var own = Opposition.None;
        IReadOnlyCollection<IdentifiantPersonne> ways;
        if (sujet == Sujet.Contact)
        {
            var contact = await db.Contacts.AsNoTracking().Include(c => c.Emails).Include(c => c.Telephones).AsSplitQuery().SingleAsync(c => c.Id == id, cancellationToken);
            own = contact.Oppositions;
            ways = IdentifiantPersonne.Of(contact.Emails.Where(e => e.Nature == NatureCoordonnee.Nominative).Select(e => e.Adresse), contact.Telephones.Where(t => t.Nature == NatureCoordonnee.Nominative).Select(t => t.E164));
        }
        else
        {
            var entreprise = await db.Entreprises.AsNoTracking().Include(e => e.Telephones).SingleAsync(e => e.Id == id, cancellationToken);
            ways = IdentifiantPersonne.Of([entreprise.Email], entreprise.Telephones.Select(t => t.E164 ?? t.Saisie));
        }

        var all = own | (await liste.FindAsync((NpgsqlConnection)db.Database.GetDbConnection(), db.TenantId, ways, cancellationToken)).Of(ways).Portee;
        return [.. Enum.GetValues<Opposition>().Where(o => o != Opposition.None && all.HasFlag(o)).Select(o => o.ToString().ToLowerInvariant())];
    }
}
