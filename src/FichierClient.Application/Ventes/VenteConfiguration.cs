using FichierClient.Application.Data;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Ventes;

internal sealed class VenteConfiguration : IEntityTypeConfiguration<Vente>
{
    /// <summary>Generated columns: whether the vente counts, and its amount in centimes (bigint reaches an index under RLS, numeric doesn't).</summary>
    public const string Comptee = "Comptee", Centimes = "Centimes";

    /// <summary>Generated column: the number with its last digits filled up, so that F-9 comes before F-10; empty for a draft.</summary>
    public const string Rang = "Rang";

    public void Configure(EntityTypeBuilder<Vente> builder)
    {
        builder.ToTenantTable("ventes");
        builder.Property(v => v.Version).IsRowVersion();
        builder.Ignore(v => v.Compte).Ignore(v => v.TvaParTaux);
        builder.Property(v => v.Taux).HasPrecision(18, 8);
        builder.Property<bool>(Comptee).HasColumnName("comptee").HasComputedColumnSql("statut = 'Validee' and supprime_le is null", stored: true);
        builder.Property<long>(Centimes).HasColumnName("centimes").HasComputedColumnSql("(montant * 100)::bigint", stored: true);
        builder.Property<string>(Rang).HasColumnName("rang").IsRequired().UseCollation("C").HasComputedColumnSql(
            @"coalesce(upper(regexp_replace(numero, '\d+$', '')) || lpad(coalesce(substring(numero from '\d+$'), ''), 18, '0'), '')", stored: true);
        builder.HasIndex(v => new { v.TenantId, v.Serie, v.Numero }).IsUnique();
        builder.HasIndex(nameof(Vente.TenantId), nameof(Vente.Date), Rang, nameof(Vente.Id));
        builder.HasIndex(v => new { v.TenantId, v.ContactId });
        builder.HasIndex(v => new { v.TenantId, v.SupprimeLe }).HasFilter("supprime_le is not null");
        builder.HasIndex(v => new { v.TenantId, v.FactureId });
        builder.HasIndex(nameof(Vente.TenantId), nameof(Vente.EntrepriseId), nameof(Vente.Date))
            .IncludeProperties(Centimes, nameof(Vente.Type), Comptee, nameof(Vente.Id));
        builder.HasIndex(nameof(Vente.TenantId), nameof(Vente.CommercialId), nameof(Vente.Date))
            .IncludeProperties(Centimes, nameof(Vente.Type), Comptee, nameof(Vente.EntrepriseId), nameof(Vente.Id));
        builder.RefersTo<Entreprise>(nameof(Vente.EntrepriseId));
        builder.RefersTo<Contact>(nameof(Vente.ContactId));
        builder.RefersTo<Membre>(nameof(Vente.CommercialId));
        builder.RefersTo<Vente>(nameof(Vente.FactureId));
        // Restrict: lines go first, so that the figures by produit are taken back while the vente still tells its day.
        builder.HasMany(v => v.Lignes).WithOne().HasForeignKey(l => new { l.TenantId, l.VenteId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LigneVenteConfiguration : IEntityTypeConfiguration<LigneVente>
{
    public void Configure(EntityTypeBuilder<LigneVente> builder)
    {
        builder.ToTenantTable("vente_lignes");
        builder.Property(l => l.Quantite).HasPrecision(18, 4);
        builder.Property(l => l.PrixUnitaireHt).HasPrecision(18, 4);
        builder.Property(l => l.Remise).HasPrecision(7, 4);
        builder.Property(l => l.TauxTva).HasPrecision(7, 4);
        builder.Property(l => l.CoutUnitaire).HasPrecision(18, 4);
        builder.HasIndex(l => new { l.TenantId, l.VenteId, l.Position }).IncludeProperties(l => new { l.ProduitId, l.Montant });
        builder.HasIndex(l => new { l.TenantId, l.ProduitId });
        builder.RefersTo<Produit>(nameof(LigneVente.ProduitId));
    }
}

internal sealed class ProduitConfiguration : IEntityTypeConfiguration<Produit>
{
    public void Configure(EntityTypeBuilder<Produit> builder)
    {
        builder.ToTenantTable("produits");
        builder.Property(p => p.Version).IsRowVersion();
        builder.Property(p => p.Cout).HasPrecision(18, 4);
        builder.Property(p => p.Prix).HasPrecision(18, 4);
        builder.Property(p => p.TauxTva).HasPrecision(7, 4);
        builder.HasIndex(p => new { p.TenantId, p.Sku }).IsUnique();
        builder.HasIndex(p => new { p.TenantId, p.SupprimeLe }).HasFilter("supprime_le is not null");
    }
}
