using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Archives;

/// <summary>Evidence of a contract in the archive, without its content.</summary>
public sealed record ContratScelleRow(Guid Id, Guid EffacementId, string? Reference, string Base, DateTimeOffset ScelleLe, DateOnly PurgeLe);

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
        var effacement = await db.Effacements.FromSql($"select *, xmin from effacements where tenant_id = {db.TenantId} and id = {effacementId} for update").SingleOrDefaultAsync(cancellationToken);
        if (effacement is null) return Refus.Introuvable();
        if (!effacement.PeutSceller) return Refus.Regle(Texts.Get("Contrat_trop_tard"));
        effacement.Unapprove();
        // Written even if nobody approved yet: whoever is approving at this moment read another archive.
        db.Entry(effacement).Property(e => e.Statut).IsModified = true;
        return effacement;
    }
}
