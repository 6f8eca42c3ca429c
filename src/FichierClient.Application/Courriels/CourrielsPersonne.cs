using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Courriels;

/// <summary>E-mails that are still to leave when a person is erased.</summary>
public static class CourrielsPersonne
{
    /// <summary>Cancels those that would be sent to her or speak of her, in the caller's transaction; the answers to her own requests leave (RGPD art. 12(3)).</summary>
    /// <param name="db">The organisation.</param>
    /// <param name="personne">Who is erased; still linked to her requests.</param>
    /// <param name="demandeId">The request that the erasure belongs to.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Those that their sender holds right now: nobody waits for a mail server here, but they may come back from it. <see cref="CancelHeldAsync"/> ends them.</returns>
    public static async Task<IReadOnlyList<Guid>> CancelAsync(AppDbContext db, Personne personne, Guid? demandeId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (ids, strong) = (personne.Ids, personne.Aiguilles.Where(a => a.EstForte).ToList());
        if (strong.Count == 0) return [];
        var own = await db.DemandePersonnes.Where(p => ids.Contains(p.ContactId!.Value) || ids.Contains(p.EntrepriseId!.Value)).Select(p => p.DemandeId).ToListAsync(cancellationToken);
        var waiting = await db.Courriels.AsNoTracking().Where(c => c.Statut == StatutCourriel.AEnvoyer || c.Statut == StatutCourriel.NonParti || c.Statut == StatutCourriel.Ailleurs).ToListAsync(cancellationToken);
        var hers = waiting.FindAll(c => (c.DemandeId is not { } d || (d != demandeId && !own.Contains(d))) && Aiguille.Finds($"{c.Destinataire}\n{c.Objet}\n{c.Corps}", strong)).ConvertAll(c => c.Id).ToArray();
        var free = await db.Courriels.FromSql($"select * from courriels where id = any ({hers}) and statut in ('AEnvoyer', 'NonParti', 'Ailleurs') order by id for update skip locked").ToListAsync(cancellationToken);
        Cancel(db, free, strong, now);
        return [.. hers.Except(free.Select(c => c.Id))];
    }

    /// <summary>Waits for the senders of those that an erasure had to pass by; what the mail server didn't take then is cancelled.</summary>
    public static async Task CancelHeldAsync(AppDbContext db, Personne personne, IReadOnlyList<Guid> held, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (held.Count == 0) return;
        db.Database.SetCommandTimeout(Patience);
        var back = await db.Courriels.FromSql($"select * from courriels where id = any ({held.ToArray()}) and statut in ('AEnvoyer', 'NonParti', 'Ailleurs') order by id for update").ToListAsync(cancellationToken);
        Cancel(db, back, [.. personne.Aiguilles.Where(a => a.EstForte)], now);
    }

    private static void Cancel(AppDbContext db, IEnumerable<Courriel> courriels, IReadOnlyList<Aiguille> strong, DateTimeOffset now)
    {
        foreach (var courriel in courriels)
        {
            courriel.Cancel(Aiguille.Redact(courriel.Objet, strong));
            if (courriel.DemandeId is { } demande) db.DemandeEtapes.Add(DemandeEtape.Of(db.TenantId, demande, TypeEtape.CourrielAnnule, now, courriel.Objet));
        }
    }

    /// <summary>What is over: the e-mails of requests whose file is sealed, and the program's own messages.</summary>
    public static async Task PurgeAsync(AppDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var old = now.AddDays(-JoursRappel);
        await db.Courriels.Where(c => c.Statut != StatutCourriel.AEnvoyer && db.Demandes.Any(d => d.Id == c.DemandeId && d.Nom == Aiguille.Marque)).ExecuteDeleteAsync(cancellationToken);
        await db.Courriels.Where(c => c.Statut != StatutCourriel.AEnvoyer && c.CourrierId == null && c.CreeLe < old).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Longer than any mail server is listened to.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>How long it is known that a reminder left.</summary>
    private const int JoursRappel = 30;
}
