using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Limitations;

/// <summary>
/// Restriction of processing (RGPD art. 18): from the moment a request is examined, what is contested or objected to is kept and not
/// used, until it is lifted. Who sees what is in <see cref="Visibilite"/>; who may change what is asked here.
/// </summary>
internal static class Limitations
{
    private static readonly DroitDemande[] Restricting = [DroitDemande.Limitation, DroitDemande.Effacement, DroitDemande.Rectification, DroitDemande.OppositionAutre];

    /// <summary>Restricts the records of a request whose rights ask for it.</summary>
    /// <returns>Those that weren't restricted before: for the journal.</returns>
    public static async Task<IReadOnlyList<FicheFusionnable>> RestrictAsync(this AppDbContext db, DemandeDroit demande, Guid membreId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!Restricting.Any(demande.Asks)) return [];
        var fiches = (await FichesAsync(db, demande.Personnes, cancellationToken)).FindAll(f => !f.EstLimitee);
        foreach (var fiche in fiches)
        {
            fiche.Restrict(now);
            demande.Log(TypeEtape.LimitationPosee, membreId, now);
        }

        return fiches;
    }

    /// <summary>Ends the restriction of one record, unless another open request restricts it.</summary>
    /// <returns>Those whose restriction ended: for the journal.</returns>
    public static async Task<IReadOnlyList<FicheFusionnable>> LiftAsync(this AppDbContext db, DemandeDroit demande, DemandePersonne personne, Guid membreId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var others = db.Demandes.Where(d => d.Id != demande.Id && !DemandesClosed.Contains(d.Statut) && d.IdentiteRecueLe != null
            && d.Resolutions.Any(r => Restricting.Contains(r.Droit))
            && d.Personnes.Any(p => (p.ContactId != null && p.ContactId == personne.ContactId) || (p.EntrepriseId != null && p.EntrepriseId == personne.EntrepriseId)));
        if (await others.AnyAsync(cancellationToken)) return [];
        var fiches = (await FichesAsync(db, [personne], cancellationToken)).FindAll(f => f.EstLimitee);
        foreach (var fiche in fiches)
        {
            fiche.LiftRestriction();
            demande.Log(TypeEtape.LimitationLevee, membreId, now);
        }

        return fiches;
    }

    /// <summary>The one check of what changes a record: null when it may be changed. The DPO corrects it while a rectification is open.</summary>
    public static async Task<Refus?> RefuseLimiteeAsync(this AppDbContext db, Acteur acteur, Sujet sujet, FicheFusionnable fiche, CancellationToken cancellationToken)
    {
        if (!fiche.EstLimitee) return null;
        var rectified = acteur.Allows(Domain.Organisations.Permission.DemandesManage) && await db.Demandes.AnyAsync(d => !DemandesClosed.Contains(d.Statut)
            && d.Resolutions.Any(r => r.Droit == DroitDemande.Rectification)
            && d.Personnes.Any(p => (sujet == Sujet.Contact ? p.ContactId : p.EntrepriseId) == fiche.Id), cancellationToken);
        return rectified ? null : Refus.Regle(Texts.Get("Fiche_limitee"));
    }

    /// <summary>
    /// The same for what is written about records, a note or a vente. Under an exempted restriction the running contract goes on: what is new may be added, and what was added since may be
    /// finished. What was there is kept as it is: the person may need it (art. 18(2)).
    /// </summary>
    /// <param name="db">The organisation's.</param>
    /// <param name="acteur">Who writes.</param>
    /// <param name="fiches">The entreprise and the contact that it is about.</param>
    /// <param name="ecritLe">When it was written; null: it is being added.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static async Task<Refus?> RefuseEcritLimiteAsync(this AppDbContext db, Acteur acteur, (Guid? EntrepriseId, Guid? ContactId) fiches, DateTimeOffset? ecritLe, CancellationToken cancellationToken)
    {
        // A restriction holds for a record in the trash (RGPD art. 18): a vente may still name it.
        string[] trash = [AppDbContext.CorbeilleFilter];
        var (entreprise, contact) = (
            await db.Entreprises.AsNoTracking().IgnoreQueryFilters(trash).SingleOrDefaultAsync(e => e.Id == fiches.EntrepriseId && e.LimiteLe != null, cancellationToken),
            await db.Contacts.AsNoTracking().IgnoreQueryFilters(trash).SingleOrDefaultAsync(c => c.Id == fiches.ContactId && c.LimiteLe != null, cancellationToken));
        foreach (var (sujet, fiche) in new (Sujet, FicheFusionnable?)[] { (Sujet.Entreprise, entreprise), (Sujet.Contact, contact) })
        {
            if (fiche is null || (fiche.ContratExempteLe is not null && (ecritLe is null || ecritLe >= fiche.LimiteLe))) continue;
            if (await db.RefuseLimiteeAsync(acteur, sujet, fiche, cancellationToken) is not null) return Refus.Regle(Texts.Get(fiche.ContratExempteLe is null ? "Fiche_limitee" : "Ecrit_limite"));
        }

        return null;
    }

    /// <summary>Of records and ventes that a function of the database found: those that are hidden from the member by a restriction.</summary>
    public static async Task<HashSet<Guid>> RestrictedAsync(this AppDbContext db, Acteur acteur, Guid[] ids, CancellationToken cancellationToken)
    {
        if (acteur.SeesRestricted() || ids.Length == 0) return [];
        var entreprises = db.Entreprises.Where(e => e.LimiteLe != null && e.ContratExempteLe == null);
        return await db.Contacts.Where(c => c.LimiteLe != null && c.ContratExempteLe == null && ids.Contains(c.Id)).Select(c => c.Id)
            .Concat(entreprises.Where(e => ids.Contains(e.Id)).Select(e => e.Id))
            .Concat(db.Ventes.Where(v => ids.Contains(v.Id) && entreprises.Any(e => e.Id == v.EntrepriseId)).Select(v => v.Id)).ToHashSetAsync(cancellationToken);
    }

    private static readonly StatutDemande[] DemandesClosed = [StatutDemande.Cloturee, StatutDemande.Irrecevable, StatutDemande.Refusee, StatutDemande.Retiree];

    internal static async Task<List<FicheFusionnable>> FichesAsync(AppDbContext db, IEnumerable<DemandePersonne> personnes, CancellationToken cancellationToken)
    {
        var contacts = personnes.Select(p => p.ContactId).OfType<Guid>().ToList();
        var entreprises = personnes.Select(p => p.EntrepriseId).OfType<Guid>().ToList();
        string[] trash = [AppDbContext.CorbeilleFilter];
        return
        [
            .. await db.Contacts.IgnoreQueryFilters(trash).Where(c => contacts.Contains(c.Id)).ToListAsync(cancellationToken),
            .. await db.Entreprises.IgnoreQueryFilters(trash).Where(e => entreprises.Contains(e.Id)).ToListAsync(cancellationToken),
        ];
    }
}
