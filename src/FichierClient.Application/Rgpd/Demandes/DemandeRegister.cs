using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>Takes a request in: its number, its clock, and an objection to marketing applied before anybody's identity is looked at (art. 21(3)).</summary>
internal static class DemandeRegister
{
    /// <summary>Adds it to the context, in the caller's transaction.</summary>
    public static async Task<DemandeDroit> RegisterAsync(this AppDbContext db, DemandeRecue recue, Guid? membreId, Calendrier calendrier, CancellationToken cancellationToken)
    {
        // Two at once take two numbers.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('demandes:' || {db.TenantId.ToString()}, 0))", cancellationToken);
        var last = await db.Demandes.Where(d => d.Annee == recue.Le.Year).MaxAsync(d => (int?)d.Numero, cancellationToken) ?? 0;
        var demande = new DemandeDroit(db.TenantId, last + 1, recue, membreId, calendrier);
        db.Demandes.Add(demande);
        return demande;
    }

    /// <summary>Sets every channel of solicitation of the records that are linked, or that have the address or number that was declared.</summary>
    public static async Task ApplyOppositionAsync(this AppDbContext db, DemandeDroit demande, Guid? membreId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!demande.Asks(DroitDemande.OppositionProspection)) return;
        var ids = demande.Personnes.Select(p => p.ContactId).OfType<Guid>().ToList();
        var (email, e164) = (demande.Email, Telephones.E164(demande.Telephone));
        var contacts = await db.Contacts.Where(c => ids.Contains(c.Id)
            || (email != null && c.Emails.Any(m => m.Adresse == email)) || (e164 != null && c.Telephones.Any(t => t.E164 == e164))).ToListAsync(cancellationToken);
        foreach (var contact in contacts) contact.Oppose(contact.Oppositions | ToutesSollicitations);
        demande.Log(TypeEtape.OppositionAppliquee, membreId, now, Texts.Get("Demande_opposition_appliquee", contacts.Count));
    }

    private const Opposition ToutesSollicitations = Opposition.Email | Opposition.Telephone | Opposition.Courrier | Opposition.Profilage;
}
