using FichierClient.Application.Data;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Ventes;

/// <summary>
/// What ventes are limited to; the same predicates for list, count, total, export and the figures of the dashboard. An empty
/// list doesn't limit; in a list, null stands for ventes that have none.
/// </summary>
public sealed record VenteFiltre
{
    /// <summary>First day, included.</summary>
    public DateOnly? Du { get; init; }

    /// <summary>Last day, included.</summary>
    public DateOnly? Au { get; init; }

    public TypeVente? Type { get; init; }
    public StatutVente? Statut { get; init; }

    /// <summary>Least and most amount HT in the organisation's currency, as the list shows it: that of an avoir is negative.</summary>
    public decimal? MontantMin { get; init; }

    public decimal? MontantMax { get; init; }

    /// <summary>Beginning of the number, in any series.</summary>
    public string? Numero { get; init; }

    public IReadOnlyList<Guid> Entreprises { get; init; } = [];

    /// <summary>The contact that the vente names.</summary>
    public IReadOnlyList<Guid> Contacts { get; init; } = [];
    public IReadOnlyList<Guid?> Commerciaux { get; init; } = [];

    /// <summary>Teams of the commercial.</summary>
    public IReadOnlyList<Guid> Equipes { get; init; } = [];

    /// <summary>Canal of the entreprise.</summary>
    public IReadOnlyList<Guid?> Canaux { get; init; } = [];

    /// <summary>Étiquettes of the entreprise: one of these.</summary>
    public IReadOnlyList<Guid> Etiquettes { get; init; } = [];

    /// <summary>Département of the entreprise.</summary>
    public IReadOnlyList<string?> Departements { get; init; } = [];

    /// <summary>A line of the vente is of one of these produits; null: of no produit.</summary>
    public IReadOnlyList<Guid?> Produits { get; init; } = [];

    /// <summary>Made or changed by this import.</summary>
    public Guid? Import { get; init; }
}

internal static class VenteFiltrage
{
    public static IQueryable<Vente> Where(this IQueryable<Vente> ventes, VenteFiltre filtre, AppDbContext db)
    {
        if (filtre.Du is { } du) ventes = ventes.Where(v => v.Date >= du);
        if (filtre.Au is { } au) ventes = ventes.Where(v => v.Date <= au);
        if (filtre.Type is { } type) ventes = ventes.Where(v => v.Type == type);
        if (filtre.Statut is { } statut) ventes = ventes.Where(v => v.Statut == statut);
        if (filtre.MontantMin is { } least) ventes = ventes.Where(v => v.Montant >= least);
        if (filtre.MontantMax is { } most) ventes = ventes.Where(v => v.Montant <= most);
        if (!string.IsNullOrWhiteSpace(filtre.Numero))
        {
            var numero = filtre.Numero.Trim().ToUpperInvariant();
            ventes = ventes.Where(v => SqlFunctions.StartsWith(SqlFunctions.Upper(v.Numero!), numero));
        }

        // Ventes have no provenance: what an import did to them stands in their history.
        if (filtre.Import is { } import)
            ventes = ventes.Where(v => db.Modifications.Any(m => m.TenantId == v.TenantId && m.SujetId == v.Id && m.ImportId == import && m.Sujet == Sujet.Vente));
        if (filtre.Contacts is { Count: > 0 } contacts) ventes = ventes.Where(v => contacts.Contains(v.ContactId!.Value));
        if (filtre.Produits is { Count: > 0 } produits) ventes = ventes.Where(v => v.Lignes.Any(l => produits.Contains(l.ProduitId)));
        return ventes.WhereCommercial(filtre, db).WhereEntreprise(filtre, db);
    }

    private static IQueryable<Vente> WhereCommercial(this IQueryable<Vente> ventes, VenteFiltre filtre, AppDbContext db)
    {
        // Without "none" among them the comparison is a plain one, which an index serves.
        if (filtre.Commerciaux is { Count: > 0 } commerciaux)
        {
            List<Guid> known = [.. commerciaux.OfType<Guid>()];
            ventes = known.Count == commerciaux.Count ? ventes.Where(v => known.Contains(v.CommercialId!.Value)) : ventes.Where(v => commerciaux.Contains(v.CommercialId));
        }

        if (filtre.Equipes is { Count: > 0 } equipes)
            ventes = ventes.Where(v => db.Membres.Any(m => m.TenantId == v.TenantId && m.Id == v.CommercialId && equipes.Contains(m.EquipeId!.Value)));
        return ventes;
    }

    private static IQueryable<Vente> WhereEntreprise(this IQueryable<Vente> ventes, VenteFiltre filtre, AppDbContext db)
    {
        if (filtre.Entreprises is { Count: > 0 } ids) ventes = ventes.Where(v => ids.Contains(v.EntrepriseId));
        if (filtre.Canaux.Count == 0 && filtre.Etiquettes.Count == 0 && filtre.Departements.Count == 0) return ventes;
        var entreprises = db.Entreprises.AsQueryable();
        if (filtre.Canaux is { Count: > 0 } canaux)
        {
            List<Guid> known = [.. canaux.OfType<Guid>()];
            entreprises = known.Count == canaux.Count ? entreprises.Where(e => known.Contains(e.CanalId!.Value)) : entreprises.Where(e => canaux.Contains(e.CanalId));
        }

        if (filtre.Departements is { Count: > 0 } departements) entreprises = entreprises.Where(e => departements.Contains(e.Departement));
        if (filtre.Etiquettes is { Count: > 0 } etiquettes) entreprises = entreprises.Where(e => e.Etiquettes.Any(t => etiquettes.Contains(t.EtiquetteId)));
        return ventes.Where(v => entreprises.Any(e => e.TenantId == v.TenantId && e.Id == v.EntrepriseId));
    }
}
