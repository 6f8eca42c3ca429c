using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Registre;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Rgpd.Registre;

internal sealed class TraitementConfiguration : IEntityTypeConfiguration<Traitement>
{
    public void Configure(EntityTypeBuilder<Traitement> builder)
    {
        builder.ToTenantTable("traitements");
        builder.Ignore(t => t.Fiche);
        builder.Property(t => t.Version).IsRowVersion();
        builder.Property(t => t.Contenu).HasColumnType("jsonb");
        builder.HasIndex(t => new { t.TenantId, t.Code }).IsUnique().HasFilter("code is not null");
        builder.RefersTo<Membre>(nameof(Traitement.ModifieParId));
    }
}

internal sealed class TraitementVersionConfiguration : IEntityTypeConfiguration<TraitementVersion>
{
    public void Configure(EntityTypeBuilder<TraitementVersion> builder)
    {
        builder.ToTenantTable("traitement_versions");
        builder.Ignore(v => v.Fiche);
        builder.Property(v => v.Contenu).HasColumnType("jsonb");
        builder.HasIndex(v => new { v.TenantId, v.TraitementId, v.Numero }).IsUnique();
        builder.RefersTo<Traitement>(nameof(TraitementVersion.TraitementId));
        builder.RefersTo<Membre>(nameof(TraitementVersion.MembreId));
    }
}

internal sealed class ActeurRegistreConfiguration : IEntityTypeConfiguration<ActeurRegistre>
{
    public void Configure(EntityTypeBuilder<ActeurRegistre> builder)
    {
        builder.ToTenantTable("acteurs_registre");
        builder.HasIndex(a => new { a.TenantId, a.Role }).IsUnique();
    }
}

internal sealed class LieuExterneConfiguration : IEntityTypeConfiguration<LieuExterne>
{
    public void Configure(EntityTypeBuilder<LieuExterne> builder)
    {
        builder.ToTenantTable("lieux_externes");
        builder.HasIndex(l => new { l.TenantId, l.TraitementId });
        builder.RefersTo<Traitement>(nameof(LieuExterne.TraitementId));
    }
}
