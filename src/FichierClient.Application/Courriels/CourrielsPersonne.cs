using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Courriels;

/// <summary>What an erasure makes of an e-mail that names the person.</summary>
internal enum SortCourriel
{
    /// <summary>It belongs to the file of a request and is over, or answers a request of hers: kept as proof.</summary>
    Dossier,

    /// <summary>It is still to leave, and isn't an answer to her.</summary>
    Annuler,

    /// <summary>It is over and belongs to no request.</summary>
    Autre,
}

/// <summary>E-mails that were cancelled.</summary>
/// <param name="Nombre">How many.</param>
/// <param name="Tenus">Those that their sender holds right now: nobody waits for a mail server here, but they may come back from it. <see cref="CourrielsPersonne.CancelHeldAsync"/> ends them.</param>
public sealed record CourrielsAnnules(int Nombre, IReadOnlyList<Guid> Tenus);

/// <summary>E-mails that are still to leave when a person is erased.</summary>
public static class CourrielsPersonne
{
    /// <summary>The table that they are in.</summary>
    internal const string Table = "courriels";

    /// <summary>What becomes of e-mails that name a person.</summary>
    /// <param name="connection">Open on the organisation, as the app or as the role that verifies.</param>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="cles">The e-mails' keys.</param>
    /// <param name="demandes">Her own requests.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal static async Task<Dictionary<string, SortCourriel>> SortAsync(NpgsqlConnection connection, Guid tenantId, IEnumerable<string> cles, Guid[] demandes, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. cles.Distinct().Select(Guid.Parse)];
        if (ids.Length == 0) return [];
        return (await Catalogue.RowsAsync(connection, """
            select id::text, case when demande_id = any ($3) then 'Dossier' when statut not in ('Envoye', 'Annule') then 'Annuler' when demande_id is not null then 'Dossier' else 'Autre' end
            from courriels where tenant_id = $1 and id = any ($2)
            """, r => (Cle: r.GetString(0), Sort: Enum.Parse<SortCourriel>(r.GetString(1))), cancellationToken, tenantId, ids, demandes)).ToDictionary(r => r.Cle, r => r.Sort);
    }

    /// <summary>Cancels those that would be sent to her or speak of her, in the caller's transaction; the answers to her own requests leave (RGPD art. 12(3)).</summary>
    /// <param name="db">The organisation.</param>
    /// <param name="personne">Who is erased; still linked to her requests.</param>
    /// <param name="demandeId">The request that the erasure belongs to.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<CourrielsAnnules> CancelAsync(AppDbContext db, Personne personne, Guid? demandeId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (own, strong) = (personne.DemandeIds, personne.Aiguilles.Where(a => a.EstForte).ToList());
        if (strong.Count == 0) return new CourrielsAnnules(0, []);
        var waiting = await db.Courriels.AsNoTracking().Where(c => c.Statut == StatutCourriel.AEnvoyer || c.Statut == StatutCourriel.NonParti || c.Statut == StatutCourriel.Ailleurs).ToListAsync(cancellationToken);
        var hers = waiting.FindAll(c => (c.DemandeId is not { } d || (d != demandeId && !own.Contains(d))) && Aiguille.Finds($"{c.Destinataire}\n{c.Objet}\n{c.Corps}\n{c.Reponse}", strong)).ConvertAll(c => c.Id).ToArray();
        var free = await db.Courriels.FromSql($"select * from courriels where id = any ({hers}) and statut in ('AEnvoyer', 'NonParti', 'Ailleurs') order by id for update skip locked").ToListAsync(cancellationToken);
        Cancel(db, free, strong, now);
        return new CourrielsAnnules(free.Count, [.. hers.Except(free.Select(c => c.Id))]);
    }

    /// <summary>Waits for the senders of those that an erasure had to pass by; what the mail server didn't take then is cancelled.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> CancelHeldAsync(AppDbContext db, Personne personne, IReadOnlyList<Guid> held, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (held.Count == 0) return 0;
        db.Database.SetCommandTimeout(Patience);
        var back = await db.Courriels.FromSql($"select * from courriels where id = any ({held.ToArray()}) and statut in ('AEnvoyer', 'NonParti', 'Ailleurs') order by id for update").ToListAsync(cancellationToken);
        Cancel(db, back, [.. personne.Aiguilles.Where(a => a.EstForte)], now);
        return back.Count;
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
