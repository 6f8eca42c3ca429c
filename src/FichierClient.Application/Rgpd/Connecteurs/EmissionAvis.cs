using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Domain.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>Writes what connected systems are to be told, in the transaction of what it tells of: neither exists without the other.</summary>
internal static class EmissionAvis
{
    /// <summary>The kind under which a reference is printed.</summary>
    private const string Genre = "avis";

    /// <summary>By what an erasure's notice is found from the reference that its system answers by. The key of the print lies outside the database: from a copy of it nobody gets from one to the other.</summary>
    public static byte[] PrintOf(this Empreintes empreintes, Guid tenantId, Guid reference) => empreintes.Of(tenantId, Genre, reference.ToString("N"));

    /// <summary>Tells every system that knows one of these persons; the caller saves.</summary>
    /// <returns>How many notices.</returns>
    public static async Task<int> NotifyAsync(this AppDbContext db, NatureAvis nature, IReadOnlyCollection<Guid> fiches, DemandeDroit? demande, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (fiches.Count == 0) return 0;
        var keys = await db.ClesPseudonymes.AsNoTracking().Where(k => fiches.Contains(k.ContactId!.Value) || fiches.Contains(k.EntrepriseId!.Value)).OrderBy(k => k.Cle).ToListAsync(cancellationToken);
        if (keys.Count == 0) return 0;
        // An objection is applied again at each step of its request, and a decision can be taken again: a system is told once.
        var told = nature is NatureAvis.Opposition or NatureAvis.Rectification && demande is not null
            ? await db.Avis.Where(a => a.DemandeId == demande.Id && a.Nature == nature && a.Cle != null).Select(a => a.Cle!.Value).ToListAsync(cancellationToken) : [];
        var systems = await db.SystemesConnectes.AsNoTracking().ToDictionaryAsync(s => s.Id, cancellationToken);
        var avis = keys.FindAll(k => !told.Contains(k.Cle)).ConvertAll(k => Avis.Of(systems[k.SystemeId], nature, k.Cle, demande?.Id, now));
        db.Avis.AddRange(avis);
        if (avis.Count > 0) demande?.Log(TypeEtape.AvisEmis, null, now, Detail(nature, avis.Select(a => systems[a.SystemeId].Nom)));
        return avis.Count;
    }

    /// <summary>Tells the systems whose keys died; what they were still to be told of these keys is void. The caller saves.</summary>
    public static async Task NotifyEffacementAsync(this AppDbContext db, Empreintes empreintes, IReadOnlyCollection<CleMorte> mortes, Guid effacementId, Guid? demandeId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (mortes.Count == 0) return;
        var keys = mortes.Select(m => m.Cle).ToArray();
        await db.Database.ExecuteSqlAsync($"""
            update avis set cle = null, envoi = case when envoi = 'AEnvoyer' then 'Annule' else envoi end,
                etat_le = case when etat in ('Emis', 'Recue', 'EnCours', 'SansReponse') then {now} else etat_le end, etat = case when etat in ('Emis', 'Recue', 'EnCours', 'SansReponse') then 'Remplace' else etat end
            where tenant_id = {db.TenantId} and cle = any ({keys})
            """, cancellationToken);
        var systems = await db.SystemesConnectes.AsNoTracking().ToDictionaryAsync(s => s.Id, cancellationToken);
        foreach (var dead in mortes) db.Avis.Add(Avis.OfEffacement(systems[dead.SystemeId], effacementId, demandeId, empreintes.PrintOf(db.TenantId, dead.Reference), now));
        if (demandeId is { } id) db.DemandeEtapes.Add(DemandeEtape.Of(db.TenantId, id, TypeEtape.AvisEmis, now, Detail(NatureAvis.Effacement, mortes.Select(m => systems[m.SystemeId].Nom))));
    }

    /// <summary>The answer is about to leave: what was granted is done, and systems are told of it.</summary>
    public static async Task NotifyDecisionsAsync(this AppDbContext db, DemandeDroit demande, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Guid[] fiches = [.. demande.Personnes.SelectMany(p => new[] { p.ContactId, p.EntrepriseId }).OfType<Guid>()];
        bool Granted(DroitDemande droit) => demande.Resolutions.Any(r => r.Droit == droit && r.Decision is DecisionDroit.Accordee or DecisionDroit.Partielle);
        if (Granted(DroitDemande.Rectification)) await db.NotifyAsync(NatureAvis.Rectification, fiches, demande, now, cancellationToken);
        if (Granted(DroitDemande.OppositionAutre)) await db.NotifyAsync(NatureAvis.Opposition, fiches, demande, now, cancellationToken);
    }

    /// <summary>The connected systems of a request that may still answer, and those that didn't.</summary>
    public static async Task<(IReadOnlyList<string> Attendus, IReadOnlyList<string> Muets)> DestinatairesAsync(this AppDbContext db, DemandeDroit demande, CancellationToken cancellationToken)
    {
        var avis = await db.Avis.AsNoTracking().Where(a => a.DemandeId == demande.Id).Join(db.SystemesConnectes, a => a.SystemeId, s => s.Id, (a, s) => new { Avis = a, s.Nom }).ToListAsync(cancellationToken);
        IReadOnlyList<string> Names(Func<Avis, bool> which) => [.. avis.Where(a => which(a.Avis)).Select(a => a.Nom).Distinct().Order(StringComparer.CurrentCulture)];
        return (Names(a => a.EstAttendu), Names(a => a.Etat == EtatAvis.SansReponse));
    }

    /// <summary>The line of a request's journal: of systems, never of the person.</summary>
    internal static string Detail(NatureAvis nature, IEnumerable<string> systemes) => $"{Common.Texts.Get($"Avis_{nature}")} : {string.Join(", ", systemes.Distinct().Order(StringComparer.CurrentCulture))}";
}
