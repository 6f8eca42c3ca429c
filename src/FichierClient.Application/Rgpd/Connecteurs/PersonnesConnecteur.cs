using System.Text.Json.Nodes;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Information;
using FichierClient.Application.Common;
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
public sealed class PersonnesConnecteur(AppDbContextFactory contexts, CommunicationsSysteme communications, OppositionsPersonne oppositions)
{
    public const int ParPage = 500;

    /// <summary>The keys of its persons; the first page gives a key to whoever has none yet. Who is restricted, lies in the trash, is of statut de diffusion P, or wasn't told yet where her data come from gets none.</summary>
    public async Task<PageCles> ListAsync(SystemeReconnu systeme, Guid? curseur, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(systeme.TenantId);
        if (curseur is null) await new AttributionCles(db, systeme.SystemeId).GiveAsync(cancellationToken);
        var from = curseur ?? Guid.Empty;
        var keys = await db.Database.SqlQuery<Guid>($"""
            select k.cle as "Value" from cles_pseudonymes k
            left join contacts c on c.tenant_id = k.tenant_id and c.id = k.contact_id left join entreprises e on e.tenant_id = k.tenant_id and e.id = k.entreprise_id
            where k.tenant_id = {systeme.TenantId} and k.systeme_id = {systeme.SystemeId} and k.cle > {from}
                and coalesce(c.limite_le, e.limite_le, c.supprime_le, e.supprime_le) is null and (k.entreprise_id is null or e.est_personne_physique and not e.est_diffusion_partielle)
                and not exists (select from contact_liens l join entreprises x on x.tenant_id = l.tenant_id and x.id = l.entreprise_id where l.tenant_id = k.tenant_id and l.contact_id = k.contact_id
                    and x.est_diffusion_partielle and x.est_personne_physique)
            order by k.cle limit {ParPage + 1}
            """).ToListAsync(cancellationToken);
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
        // In the trash too: a restricted record answers as restricted there, any other one as unknown.
        string[] trash = [AppDbContext.CorbeilleFilter];
        var fiche = sujet == Sujet.Contact
            ? await db.Contacts.IgnoreQueryFilters(trash).Where(c => c.Id == id).Select(c => new { c.LimiteLe, c.SupprimeLe, EstTransmissible = !c.Liens.Any(l => db.Entreprises.Any(e => e.TenantId == l.TenantId && e.Id == l.EntrepriseId && e.EstDiffusionPartielle && e.EstPersonnePhysique)) }).SingleOrDefaultAsync(cancellationToken)
            : await db.Entreprises.IgnoreQueryFilters(trash).Where(e => e.Id == id).Select(e => new { e.LimiteLe, e.SupprimeLe, EstTransmissible = e.EstPersonnePhysique && !e.EstDiffusionPartielle }).SingleOrDefaultAsync(cancellationToken);
        if (fiche is null or { SupprimeLe: not null } or { EstTransmissible: false }) return new PersonneLue(fiche?.LimiteLe is null ? EtatPersonne.Inconnue : EtatPersonne.Limitee);
        if (fiche.LimiteLe is not null) return new PersonneLue(EtatPersonne.Limitee);
        var read = await ReadAsync(db, systeme, sujet, id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return read;
    }

    private async Task<PersonneLue> ReadAsync(AppDbContext db, SystemeReconnu systeme, Sujet sujet, Guid id, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var registered = await db.SystemesConnectes.AsNoTracking().SingleAsync(s => s.Id == systeme.SystemeId, cancellationToken);
        var champs = await ChampsTransmis.ReadAsync(db, connection, cancellationToken);
        await communications.NoteAsync(db, registered, sujet, id, champs, cancellationToken);
        return new PersonneLue(EtatPersonne.Presente, sujet, await champs.PersonneAsync(connection, db.TenantId, sujet, id, registered.Categories, cancellationToken), await oppositions.OfAsync(db, sujet, id, cancellationToken));
    }

    private static async Task<PersonneLue> GoneAsync(AppDbContext db, SystemeReconnu systeme, Guid cle, CancellationToken cancellationToken) =>
        await db.ClesMortes.AsNoTracking().SingleOrDefaultAsync(k => k.SystemeId == systeme.SystemeId && k.Cle == cle, cancellationToken) is { } dead
            ? new PersonneLue(EtatPersonne.Effacee, EffaceeLe: dead.EffaceeLe, Reference: dead.Reference) : new PersonneLue(EtatPersonne.Inconnue);
}

/// <summary>Gives keys to the persons whom a system is shown for the first time.</summary>
internal sealed class AttributionCles(AppDbContext db, Guid systemeId)
{
    public async Task GiveAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Two listings at once: the second waits, then finds that nobody is left.
        await db.Database.ExecuteSqlAsync($"select from systemes_connectes where tenant_id = {db.TenantId} and id = {systemeId} for update", cancellationToken);
        // The same people as in a file of contacts: not those who wait to be told (art. 14), nor people of statut de diffusion P (C. com. R123-320).
        var contacts = await db.Contacts.AsNoTracking().Usable().Informes(db)
            .Where(c => !c.Liens.Any(l => db.Entreprises.Any(e => e.TenantId == l.TenantId && e.Id == l.EntrepriseId && e.EstDiffusionPartielle && e.EstPersonnePhysique)))
            .Where(c => !db.ClesPseudonymes.Any(k => k.SystemeId == systemeId && k.ContactId == c.Id)).Select(c => c.Id).ToArrayAsync(cancellationToken);
        var entreprises = await db.Entreprises.AsNoTracking().Usable().Where(e => e.EstPersonnePhysique && !e.EstDiffusionPartielle)
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
