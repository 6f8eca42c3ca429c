using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Ventes;

/// <summary>A facture and the avoirs on it: they take no more off than it brought, and it doesn't go alone.</summary>
internal static class SoldeFacture
{
    /// <summary>Refuses an avoir that would credit more than the facture has left, in their common currency, and a facture that would be less than its avoirs.</summary>
    public static async Task<Refus?> RefuseTropCrediteeAsync(this AppDbContext db, Vente vente, CancellationToken cancellationToken)
    {
        if (vente.Type == TypeVente.Facture)
        {
            var taken = await Standing(db, [vente.Id]).Where(v => v.Devise == vente.Devise).SumAsync(v => v.TotalHt, cancellationToken);
            return taken <= vente.TotalHt ? null : Refus.Regle(Texts.Get("Facture_sous_ses_avoirs", Montants.Say(taken, vente.Devise)));
        }

        if (vente is not { Type: TypeVente.Avoir, FactureId: { } id }) return null;
        if (await db.Ventes.Where(v => v.Id == id).Select(v => new { v.Numero, v.TotalHt, v.Devise }).SingleOrDefaultAsync(cancellationToken) is not { } facture || facture.Devise != vente.Devise) return null;
        var credited = await Standing(db, [id]).Where(v => v.Id != vente.Id && v.Devise == vente.Devise).SumAsync(v => v.TotalHt, cancellationToken);
        var left = facture.TotalHt - credited;
        return vente.TotalHt <= left ? null
            : Refus.Regle(Texts.Get("Facture_trop_creditee", facture.Numero ?? "", Montants.Say(facture.TotalHt, facture.Devise), Montants.Say(credited, facture.Devise), Montants.Say(Math.Max(0, left), facture.Devise)));
    }

    /// <summary>Refuses to cancel or trash factures whose avoirs would stay and be taken off the revenue by themselves.</summary>
    /// <param name="db">The organisation's data.</param>
    /// <param name="factures">What goes.</param>
    /// <param name="avec">What goes with it.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static async Task<Refus?> RefuseAvoirsSeulsAsync(this AppDbContext db, IReadOnlyCollection<Guid> factures, IReadOnlyCollection<Guid> avec, CancellationToken cancellationToken)
    {
        var numeros = await Standing(db, factures).Where(v => !avec.Contains(v.Id)).OrderBy(v => v.Numero).Select(v => v.Numero).Take(5).ToListAsync(cancellationToken);
        return numeros.Count == 0 ? null : Refus.Regle(Texts.Get("Facture_avec_avoirs", string.Join(", ", numeros)));
    }

    private static IQueryable<Vente> Standing(AppDbContext db, IReadOnlyCollection<Guid> factures) =>
        db.Ventes.Where(v => v.Type == TypeVente.Avoir && v.Statut != StatutVente.Annulee && v.FactureId != null && factures.Contains(v.FactureId.Value));
}
