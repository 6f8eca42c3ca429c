using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Connecteurs;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Oppositions;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>Takes a request in: its number and its clock.</summary>
internal static class DemandeRegister
{
    /// <summary>Two at once take two numbers: the second waits for the first's transaction.</summary>
    public static Task LockNumbersAsync(this AppDbContext db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('demandes:' || {db.TenantId.ToString()}, 0))", cancellationToken);

    /// <summary>Adds it to the context, in the caller's transaction.</summary>
    public static async Task<DemandeDroit> RegisterAsync(this AppDbContext db, DemandeRecue recue, Guid? membreId, Calendrier calendrier, CancellationToken cancellationToken)
    {
        await db.LockNumbersAsync(cancellationToken);
        var last = await db.Demandes.Where(d => d.Annee == recue.Le.Year).MaxAsync(d => (int?)d.Numero, cancellationToken) ?? 0;
        var demande = new DemandeDroit(db.TenantId, last + 1, recue, membreId, calendrier);
        db.Demandes.Add(demande);
        return demande;
    }
}

/// <summary>Applies an objection to marketing at once, before anybody's identity is looked at (art. 21(3)).</summary>
public sealed class OppositionDemande(InscriptionOpposition inscription)
{
    /// <summary>
    /// Puts what was declared, and what the linked records hold, on the objection list; sets every channel of the records that are linked, or
    /// that have the address or number that was declared for themselves: a switchboard is everybody's.
    /// </summary>
    public async Task ApplyAsync(AppDbContext db, DemandeDroit demande, Guid? membreId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!demande.Asks(DroitDemande.OppositionProspection)) return;
        var ids = demande.Personnes.Select(p => p.ContactId).OfType<Guid>().ToList();
        var (email, e164) = (demande.Email, Telephones.E164(demande.Telephone));
        // A switchboard, a service's address: nobody objects for all who share it.
        if (email is not null && await db.Contacts.AnyAsync(c => c.Emails.Any(m => m.Adresse == email && m.Nature == NatureCoordonnee.Generique), cancellationToken)) email = null;
        if (e164 is not null && await db.Contacts.AnyAsync(c => c.Telephones.Any(t => t.E164 == e164 && t.Nature == NatureCoordonnee.Generique), cancellationToken)) e164 = null;
        // One in the trash can come back from there, so it objects all the same.
        var contacts = await db.Contacts.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).Include(c => c.Emails).Include(c => c.Telephones).AsSplitQuery().Where(c => ids.Contains(c.Id)
            || (email != null && c.Emails.Any(m => m.Adresse == email)) || (e164 != null && c.Telephones.Any(t => t.E164 == e164))).ToListAsync(cancellationToken);
        foreach (var contact in contacts) contact.Oppose(contact.Oppositions | InscriptionOpposition.Tous);
        demande.Log(TypeEtape.OppositionAppliquee, membreId, now, Texts.Get("Demande_opposition_appliquee", contacts.Count(c => c.SurvivantId is null)));
        Guid[] told = [.. contacts.Select(c => c.Id).Concat(demande.Personnes.Select(p => p.EntrepriseId).OfType<Guid>())];
        await db.NotifyAsync(NatureAvis.Opposition, told, demande, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        var linked = contacts.Where(c => ids.Contains(c.Id)).ToList();
        var shops = demande.Personnes.Select(p => p.EntrepriseId).OfType<Guid>().ToList();
        // An entreprise that is a person is reached by its own addresses.
        var entreprises = await db.Entreprises.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).AsNoTracking().Include(e => e.Telephones).Where(e => shops.Contains(e.Id) && e.EstPersonnePhysique).ToListAsync(cancellationToken);
        var identifiants = IdentifiantPersonne.Of([email, .. entreprises.Select(e => e.Email), .. linked.SelectMany(c => c.Emails).Where(e => e.Nature == NatureCoordonnee.Nominative).Select(e => e.Adresse)],
            [e164, .. entreprises.SelectMany(e => e.Telephones).Select(t => t.E164 ?? t.Saisie), .. linked.SelectMany(c => c.Telephones).Where(t => t.Nature == NatureCoordonnee.Nominative).Select(t => t.E164)]);
        if (identifiants.Count > 0)
            await inscription.AddAsync(db, identifiants, InscriptionOpposition.Tous, NatureOpposition.Opposition, Texts.Get("Demande_source_opposition", demande.Reference), cancellationToken);
    }
}
