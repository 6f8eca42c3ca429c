using System.Text.Json.Nodes;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Information;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Connecteurs;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>How a key answers.</summary>
public enum EtatPersonne
{
    Presente,

    /// <summary>Unknown, or another system's: which of the two isn't told.</summary>
    Inconnue,
    Limitee,
    Effacee,
}

/// <param name="Etat">How the key answers.</param>
/// <param name="Sujet">The kind of person, when she is there.</param>
/// <param name="Donnees">Her data by table.</param>
/// <param name="Oppositions">Channels that she refuses.</param>
/// <param name="EffaceeLe">The day of her erasure.</param>
/// <param name="Reference">What the erasure is acknowledged by.</param>
public sealed record PersonneLue(EtatPersonne Etat, Sujet? Sujet = null, JsonObject? Donnees = null, IReadOnlyList<string>? Oppositions = null, DateOnly? EffaceeLe = null, Guid? Reference = null);

/// <param name="Cles">In the order of the keys, which tells nothing.</param>
/// <param name="Suivant">Where the next page begins; null: this was the last.</param>
public sealed record PageCles(IReadOnlyList<Guid> Cles, Guid? Suivant);

/// <summary>What a connected system reads (rgpd.md 3.7): which persons there are, and one person by her key. It acts for no member; what it gets is what it was registered for.</summary>
public sealed class PersonnesConnecteur(AppDbContextFactory contexts, CommunicationsSysteme communications, OppositionsPersonne oppositions, CarteConnecteurs carte)
{
    public const int ParPage = 500;

    /// <summary>The keys of its persons; the first page gives a key to whoever has none yet. Who is restricted, lies in the trash, is of statut de diffusion P, or wasn't told yet where her data come from gets none.</summary>
    public async Task<PageCles> ListAsync(SystemeReconnu systeme, Guid? curseur, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(systeme.TenantId);
        if (curseur is null) await new AttributionCles(db, systeme.SystemeId).GiveAsync(cancellationToken);
        var from = curseur ?? Guid.Empty;
        var (contacts, entreprises) = (db.ContactsTransmissibles(), db.EntreprisesTransmissibles());
        var keys = await db.ClesPseudonymes.AsNoTracking().Where(k => k.SystemeId == systeme.SystemeId && k.Cle > from)
            .Where(k => contacts.Any(c => c.TenantId == k.TenantId && c.Id == k.ContactId) || entreprises.Any(e => e.TenantId == k.TenantId && e.Id == k.EntrepriseId))
            .OrderBy(k => k.Cle).Select(k => k.Cle).Take(ParPage + 1).ToListAsync(cancellationToken);
        return keys.Count > ParPage ? new PageCles(keys[..ParPage], keys[ParPage - 1]) : new PageCles(keys, null);
    }

    /// <summary>One person. That her data were read is written down with them.</summary>
    public async Task<PersonneLue> GetAsync(SystemeReconnu systeme, Guid cle, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(systeme.TenantId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var known = await db.ClesPseudonymes.AsNoTracking().SingleOrDefaultAsync(k => k.SystemeId == systeme.SystemeId && k.Cle == cle, cancellationToken);
        if (known is null) return await GoneAsync(db, systeme, cle, cancellationToken);
        var (sujet, id) = known.ContactId is { } contact ? (Sujet.Contact, contact) : (Sujet.Entreprise, known.EntrepriseId!.Value);
        var isThere = sujet == Sujet.Contact ? await db.ContactsTransmissibles().AnyAsync(c => c.Id == id, cancellationToken) : await db.EntreprisesTransmissibles().AnyAsync(e => e.Id == id, cancellationToken);
        if (!isThere) return new PersonneLue(await IsLimiteeAsync(db, sujet, id, cancellationToken) ? EtatPersonne.Limitee : EtatPersonne.Inconnue);
        var read = await ReadAsync(db, systeme, sujet, id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return read;
    }

    /// <summary>In the trash too: a restricted record answers as restricted there, any other one as unknown.</summary>
    private static Task<bool> IsLimiteeAsync(AppDbContext db, Sujet sujet, Guid id, CancellationToken cancellationToken)
    {
        // In the trash she is restricted too (RGPD art. 18): the system is told so.
        string[] trash = [AppDbContext.CorbeilleFilter];
        return sujet == Sujet.Contact
            ? db.Contacts.IgnoreQueryFilters(trash).AnyAsync(c => c.Id == id && c.LimiteLe != null, cancellationToken)
            : db.Entreprises.IgnoreQueryFilters(trash).AnyAsync(e => e.Id == id && e.LimiteLe != null, cancellationToken);
    }

    private async Task<PersonneLue> ReadAsync(AppDbContext db, SystemeReconnu systeme, Sujet sujet, Guid id, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var registered = await db.SystemesConnectes.AsNoTracking().SingleAsync(s => s.Id == systeme.SystemeId, cancellationToken);
        var champs = await carte.ReadAsync(db, cancellationToken);
        await communications.NoteAsync(db, registered, sujet, id, champs, cancellationToken);
        return new PersonneLue(EtatPersonne.Presente, sujet, await champs.PersonneAsync(connection, db.TenantId, sujet, id, registered.Categories, cancellationToken), await oppositions.OfAsync(db, sujet, id, cancellationToken));
    }

    private static async Task<PersonneLue> GoneAsync(AppDbContext db, SystemeReconnu systeme, Guid cle, CancellationToken cancellationToken) =>
        await db.ClesMortes.AsNoTracking().SingleOrDefaultAsync(k => k.SystemeId == systeme.SystemeId && k.Cle == cle, cancellationToken) is { } dead
            ? new PersonneLue(EtatPersonne.Effacee, EffaceeLe: dead.EffaceeLe, Reference: dead.Reference) : new PersonneLue(EtatPersonne.Inconnue);
}

/// <summary>Which persons a connected system is shown: neither restricted, nor in the trash, nor of statut de diffusion P, each time that it asks.</summary>
internal static class PersonnesTransmissibles
{
    public static IQueryable<Contact> ContactsTransmissibles(this AppDbContext db) => db.Contacts.AsNoTracking().Usable().Diffusibles(db);

    public static IQueryable<Entreprise> EntreprisesTransmissibles(this AppDbContext db) => db.Entreprises.AsNoTracking().Usable().Diffusibles().Where(e => e.EstPersonnePhysique);
}

/// <summary>Gives keys to the persons whom a system is shown for the first time.</summary>
internal sealed class AttributionCles(AppDbContext db, Guid systemeId)
{
    public async Task GiveAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Two listings at once: the second waits, then finds that nobody is left.
        await db.Database.ExecuteSqlAsync($"select from systemes_connectes where tenant_id = {db.TenantId} and id = {systemeId} for update", cancellationToken);
        // The same people as in a file of contacts: not those who wait to be told (art. 14).
        var contacts = await db.ContactsTransmissibles().Informes(db)
            .Where(c => !db.ClesPseudonymes.Any(k => k.SystemeId == systemeId && k.ContactId == c.Id)).Select(c => c.Id).ToArrayAsync(cancellationToken);
        var entreprises = await db.EntreprisesTransmissibles()
            .Where(e => !db.ClesPseudonymes.Any(k => k.SystemeId == systemeId && k.EntrepriseId == e.Id)).Select(e => e.Id).ToArrayAsync(cancellationToken);
        await AddAsync(contacts, null, cancellationToken);
        await AddAsync(null, entreprises, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task AddAsync(Guid[]? contacts, Guid[]? entreprises, CancellationToken cancellationToken)
    {
        if ((contacts ?? entreprises) is not { Length: > 0 } persons) return;
        var keys = Array.ConvertAll(persons, _ => ClePseudonyme.Random128());
        await db.Database.ExecuteSqlAsync($"""
            insert into cles_pseudonymes (tenant_id, id, systeme_id, contact_id, entreprise_id, cle, attribuee_le)
            select {db.TenantId}, gen_random_uuid(), {systemeId}, case when {contacts != null} then p end, case when {contacts == null} then p end, k, now() from unnest({persons}, {keys}) x (p, k)
            """, cancellationToken);
    }
}
