using FichierClient.Application.Data;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>A reminder to send. It names no person.</summary>
public sealed record RappelDemande(string Reference, int Jours, DateOnly Echeance);

/// <summary>How a reminder is worded.</summary>
public delegate (string Objet, string Corps) RedactionRappel(RappelDemande rappel);

/// <summary>Which requests are to be reminded of today; each is once a day, whoever asks. The e-mails are written in the transaction that notes the reminder.</summary>
public sealed class RappelsDemandes(AppDbContextFactory contexts, TimeProvider clock)
{
    public async Task TakeAsync(Guid tenantId, RedactionRappel redaction, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        var calendrier = await db.CalendrierAsync(clock, cancellationToken);
        var open = await db.Demandes.Where(d => !DemandeAccess.Answered.Contains(d.Statut) && d.RappeleeLe != calendrier.Aujourdhui).ToListAsync(cancellationToken);
        var due = open.FindAll(d => d.MustRemind(calendrier.Aujourdhui));
        if (due.Count == 0) return;
        var emails = await db.Membres.Where(m => m.Role == Role.Dpo && m.RetireLe == null).Select(m => m.Email).ToListAsync(cancellationToken);
        foreach (var demande in due)
        {
            demande.NoteReminder(calendrier);
            var rappel = new RappelDemande(demande.Reference, demande.JoursRestants(calendrier.Aujourdhui)!.Value, demande.Echeance);
            var (objet, corps) = redaction(rappel);
            db.Courriels.AddRange(emails.Select(e => new Courriel(tenantId, new CourrielEcrit(e, objet, corps, demande.Reference), demande.Id, clock.GetUtcNow())));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Another program took it, or the DPO is at it right now: the next round sees.
                return;
            }
        }
    }
}
