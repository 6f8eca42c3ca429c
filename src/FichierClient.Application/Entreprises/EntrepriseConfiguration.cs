using FichierClient.Application.Data;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Entreprises;

internal sealed class EntrepriseConfiguration : IEntityTypeConfiguration<Entreprise>
{
    /// <summary>Immutable, so that it can be stored: what <see cref="Domain.Common.TexteNormalise"/> does to the name of a town.</summary>
    private const string VilleSql =
        "lower(translate(replace(coalesce(facturation_commune, ''), '''', ' '), 'ÀÂÄÁÃÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÇÑŸàâäáãéèêëíìîïóòôöõúùûüçñÿ-’', 'aaaaaeeeeiiiiooooouuuucnyaaaaaeeeeiiiiooooouuuucny  '))";

    /// <summary>Generated column: bigint reaches an index under RLS, numeric doesn't.</summary>
    public const string PotentielCentimes = "PotentielCentimes";

    public void Configure(EntityTypeBuilder<Entreprise> builder)
    {
        builder.ToTenantTable("entreprises");
        builder.Property(e => e.Version).IsRowVersion();
        builder.ComplexProperty(e => e.Facturation, a => a.Ignore(x => x.Departement).Ignore(x => x.EstVide));
        builder.ComplexProperty(e => e.Livraison, a => a.Ignore(x => x.Departement).Ignore(x => x.EstVide));
        // Lists are sorted by it and searched by its beginning: collation C serves both with one index.
        builder.Property(e => e.Recherche).UseCollation("C");
        builder.HasIndex(e => new { e.TenantId, e.Recherche, e.Id });
        builder.Property(e => e.Ville).HasComputedColumnSql(VilleSql, stored: true).UseCollation("C");
        builder.HasIndex(e => new { e.TenantId, e.Ville, e.Id });
        builder.Property(e => e.NomRapproche).HasComputedColumnSql("fichier_nom_rapproche(raison_sociale)", stored: true).UseCollation("C");
        builder.Property(e => e.Domaine).HasComputedColumnSql("coalesce(fichier_domaine(site), fichier_domaine(email))", stored: true).UseCollation("C");
        builder.HasIndex(e => new { e.TenantId, e.Domaine }).HasFilter("domaine is not null");
        builder.Property<long?>(PotentielCentimes).HasColumnName("potentiel_centimes").HasComputedColumnSql("(potentiel * 100)::bigint", stored: true);
        builder.HasIndex(nameof(Entreprise.TenantId), PotentielCentimes).HasFilter("potentiel_centimes is not null");
        builder.HasIndex(e => new { e.TenantId, e.Siren });
        builder.HasIndex(e => new { e.TenantId, e.Siret });
        builder.HasIndex(e => new { e.TenantId, e.NumeroTva });
        builder.HasIndex(e => new { e.TenantId, e.Reference });
        builder.HasIndex(e => new { e.TenantId, e.Email });
        builder.HasIndex(e => new { e.TenantId, e.Departement });
        builder.HasIndex(e => new { e.TenantId, e.ResponsableId });
        builder.HasIndex(e => new { e.TenantId, e.CanalId });
        builder.HasIndex(e => new { e.TenantId, e.MaisonMereId });
        builder.HasIndex(e => new { e.TenantId, e.SupprimeLe }).HasFilter("supprime_le is not null");
        builder.Ignore(e => e.EstLimitee);
        builder.HasIndex(e => new { e.TenantId, e.LimiteLe }).HasFilter("limite_le is not null");
        builder.HasIndex(e => new { e.TenantId, e.SurvivantId }).HasFilter("survivant_id is not null");
        builder.RefersTo<Entreprise>(nameof(Entreprise.SurvivantId));
        builder.RefersTo<Canal>(nameof(Entreprise.CanalId));
        builder.RefersTo<Membre>(nameof(Entreprise.ResponsableId));
        builder.RefersTo<Entreprise>(nameof(Entreprise.MaisonMereId));
        builder.HasMany(e => e.Telephones).WithOne().HasForeignKey(t => new { t.TenantId, t.EntrepriseId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(e => e.Etiquettes).WithOne().HasForeignKey(t => new { t.TenantId, t.EntrepriseId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class TelephoneEntrepriseConfiguration : IEntityTypeConfiguration<TelephoneEntreprise>
{
    public void Configure(EntityTypeBuilder<TelephoneEntreprise> builder)
    {
        builder.ToTenantTable("entreprise_telephones");
        builder.HasIndex(t => new { t.TenantId, t.E164 });
        builder.HasIndex(t => new { t.TenantId, t.EntrepriseId });
    }
}

internal sealed class EtiquetteEntrepriseConfiguration : IEntityTypeConfiguration<EtiquetteEntreprise>
{
    public void Configure(EntityTypeBuilder<EtiquetteEntreprise> builder)
    {
        builder.ToTenantTable("entreprise_etiquettes");
        builder.HasIndex(e => new { e.TenantId, e.EntrepriseId, e.EtiquetteId }).IsUnique();
        builder.HasIndex(e => new { e.TenantId, e.EtiquetteId, e.EntrepriseId });
        builder.RefersTo<Etiquette>(nameof(EtiquetteEntreprise.EtiquetteId));
    }
}
