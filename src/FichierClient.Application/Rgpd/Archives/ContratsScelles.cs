using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Archives;

/// <summary>Evidence of a contract in the archive, without its content.</summary>
public sealed record ContratScelleRow(Guid Id, Guid EffacementId, string? Reference, string Base, DateTimeOffset ScelleLe, DateOnly PurgeLe)
{
    /// <summary>A certificate names it, or the erasure of one is under way: it stays.</summary>
    public bool Retenu { get; init; }
}

/// <summary>Evidence that was sealed for a person, under whichever plan: one that was given up leaves it in the archive.</summary>
internal static class ContratsScelles
{
    public static Task<List<ContratScelleRow>> ContratsAsync(this AppDbContext db, Effacement effacement, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<ContratScelleRow>($"select * from archive.contrats({SujetsOf(effacement)})").ToListAsync(cancellationToken);

    /// <summary>The person's records; those that were merged since an earlier plan are among them.</summary>
    public static Guid[] SujetsOf(Effacement effacement) => [.. PlanEffacement.FromJson(effacement.Plan).Ids.Append(effacement.SujetId).Distinct()];

    /// <summary>The erasure, held until the transaction ends, while what is sealed with it may change; what was approved before is void.</summary>
    public static async Task<Outcome<Effacement>> OpenForSealingAsync(this AppDbContext db, Guid effacementId, CancellationToken cancellationToken)
    {
        await db.LockErasuresAsync(cancellationToken);
        var effacement = await db.Effacements.FromSql($"select *, xmin from effacements where tenant_id = {db.TenantId} and id = {effacementId} for update").SingleOrDefaultAsync(cancellationToken);
        if (effacement is null) return Refus.Introuvable();
        if (!effacement.PeutSceller) return Refus.Regle(Texts.Get("Contrat_trop_tard"));
        // Another erasure of this person that is under way names what is sealed now.
        if ((await db.CoveringAsync(effacement, [StatutEffacement.Approuve, StatutEffacement.EnCours], cancellationToken)).Count > 0) return Refus.Regle(Texts.Get("Contrat_autre_effacement"));
        foreach (var other in await db.CoveringAsync(effacement, [StatutEffacement.AApprouver, StatutEffacement.AReprendre], cancellationToken)) other.Unapprove();
        effacement.Unapprove();
        // Written even if nobody approved yet: whoever is approving at this moment read another archive.
        db.Entry(effacement).Property(e => e.Statut).IsModified = true;
        return effacement;
    }
}
