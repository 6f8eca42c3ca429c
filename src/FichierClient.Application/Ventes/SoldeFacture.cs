using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace FichierClient.Application.Ventes;

/// <summary>A facture and the avoirs on it: they take no more off than it brought, and it doesn't go alone. Drafts count as what they will be.</summary>
internal static class SoldeFacture
{
    /// <summary>
    /// Begins a transaction under the lock of the organisation's figures, which every writing of ventes takes anyway: of two avoirs saved at
    /// the same moment, the second sees the first.
    /// </summary>
    /// <param name="db">The organisation's data.</param>
    /// <param name="vente">As it will be saved; null: several.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>To commit after the saving; null where no facture and avoir depend on each other.</returns>
    public static async Task<IDbContextTransaction?> HoldSoldesAsync(this AppDbContext db, Vente? vente, CancellationToken cancellationToken)
    {
        if (vente is not null && vente.FactureId is null && (vente.Type == TypeVente.Avoir || vente.TotalHt >= TotalBefore(db, vente))) return null;
        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select figures_lock()", cancellationToken);
        return transaction;
    }

    /// <summary>
    /// Refuses an avoir that would credit more than the facture has left, in their common currency, and a facture that would be less than its
    /// avoirs. What is over already (an import's) may stay or get less so. Asked with the vente as it will be saved.
    /// </summary>
    public static Task<Refus?> RefuseTropCrediteeAsync(this AppDbContext db, Vente vente, CancellationToken cancellationToken) =>
        vente.Type == TypeVente.Facture ? RefuseMoindreAsync(db, vente, cancellationToken)
        : vente.FactureId is { } facture ? RefuseCreditAsync(db, vente, facture, cancellationToken)
        : Task.FromResult<Refus?>(null);

    /// <summary>Refuses to cancel or trash factures whose avoirs would stay and be taken off the revenue by themselves.</summary>
    /// <param name="db">The organisation's data.</param>
    /// <param name="factures">What goes.</param>
    /// <param name="avec">What goes with it.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static async Task<Refus?> RefuseAvoirsSeulsAsync(this AppDbContext db, IReadOnlyCollection<Guid> factures, IReadOnlyCollection<Guid> avec, CancellationToken cancellationToken)
    {
        var numeros = await Standing(db, factures).Where(v => !avec.Contains(v.Id)).OrderBy(v => v.Numero).Select(v => v.Serie == Vente.SerieSansNumero ? null : v.Numero).Take(5).ToListAsync(cancellationToken);
        return numeros.Count == 0 ? null : Refus.Regle(Texts.Get("Facture_avec_avoirs", string.Join(", ", numeros.Select(n => n ?? Texts.Get("Import_sans_numero")))));
    }

    private static async Task<Refus?> RefuseMoindreAsync(AppDbContext db, Vente facture, CancellationToken cancellationToken)
    {
        if (facture.TotalHt >= TotalBefore(db, facture)) return null;
        var taken = await Standing(db, [facture.Id]).Where(v => v.Devise == facture.Devise).SumAsync(v => v.TotalHt, cancellationToken);
        return taken <= facture.TotalHt ? null : Refus.Regle(Texts.Get("Facture_sous_ses_avoirs", Montants.Say(taken, facture.Devise)));
    }

    private static async Task<Refus?> RefuseCreditAsync(AppDbContext db, Vente avoir, Guid factureId, CancellationToken cancellationToken)
    {
        // One in the trash too: an avoir that comes back would stand without it.
        var facture = await db.Ventes.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).Where(v => v.Id == factureId)
            .Select(v => new { Numero = v.Serie == Vente.SerieSansNumero ? null : v.Numero, v.TotalHt, v.Devise, Part = v.SupprimeLe != null || v.Statut == StatutVente.Annulee, EstSupprimee = v.SupprimeLe != null }).SingleOrDefaultAsync(cancellationToken);
        if (facture is null) return null;
        var before = db.Entry(avoir).Property(v => v.FactureId).OriginalValue == factureId ? TotalBefore(db, avoir) : 0;
        if (avoir.TotalHt <= before) return null;
        if (facture.Part) return before > 0 ? null : Refus.Regle(Texts.Get(facture.EstSupprimee ? "Facture_a_la_corbeille" : "Facture_annulee_sans_avoir", facture.Numero ?? Texts.Get("Import_sans_numero")));
        if (facture.Devise != avoir.Devise) return null;
        var credited = await Standing(db, [factureId]).Where(v => v.Id != avoir.Id && v.Devise == avoir.Devise).SumAsync(v => v.TotalHt, cancellationToken);
        var left = facture.TotalHt - credited;
        return avoir.TotalHt <= left ? null
            : Refus.Regle(Texts.Get("Facture_trop_creditee", facture.Numero ?? Texts.Get("Import_sans_numero"), Montants.Say(facture.TotalHt, facture.Devise), Montants.Say(credited, facture.Devise), Montants.Say(Math.Max(0, left), facture.Devise)));
    }

    /// <summary>What it took or brought as it was read; nothing when it is new, was cancelled or in the trash.</summary>
    private static decimal TotalBefore(AppDbContext db, Vente vente)
    {
        var entry = db.Entry(vente);
        return entry.State is EntityState.Detached or EntityState.Added || entry.Property(v => v.Statut).OriginalValue == StatutVente.Annulee || entry.Property(v => v.SupprimeLe).OriginalValue is not null
            ? 0 : entry.Property(v => v.TotalHt).OriginalValue;
    }

    private static IQueryable<Vente> Standing(AppDbContext db, IReadOnlyCollection<Guid> factures) =>
        db.Ventes.Where(v => v.Type == TypeVente.Avoir && v.Statut != StatutVente.Annulee && v.FactureId != null && factures.Contains(v.FactureId.Value));
}
