using FichierClient.Application.Data;
using FichierClient.Domain.Doublons;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Doublons;

internal sealed class DoublonConfiguration : IEntityTypeConfiguration<Doublon>
{
    public void Configure(EntityTypeBuilder<Doublon> builder)
    {
        builder.ToTenantTable("doublons");
        builder.Property(d => d.Motifs).HasConversion<int>();
        builder.HasIndex(d => new { d.TenantId, d.Sujet, d.PremierId, d.SecondId }).IsUnique();
        builder.HasIndex(d => new { d.TenantId, d.SecondId });
        builder.HasIndex(d => new { d.TenantId, d.Sujet, d.Certitude, d.Id });
        builder.RefersTo<Membre>(nameof(Doublon.EcarteParId));
    }
}

internal sealed class FusionConfiguration : IEntityTypeConfiguration<Fusion>
{
    public void Configure(EntityTypeBuilder<Fusion> builder)
    {
        builder.ToTenantTable("fusions");
        builder.Ignore(f => f.EstDefaite);
        builder.Property(f => f.Avant).HasColumnType("jsonb");
        builder.Property(f => f.Apres).HasColumnType("jsonb");
        builder.HasIndex(f => new { f.TenantId, f.SurvivantId, f.FaiteLe });
        builder.RefersTo<Membre>(nameof(Fusion.MembreId));
        builder.RefersTo<Membre>(nameof(Fusion.DefaiteParId));
    }
}

internal sealed class FusionFicheConfiguration : IEntityTypeConfiguration<FusionFiche>
{
    public void Configure(EntityTypeBuilder<FusionFiche> builder)
    {
        builder.ToTenantTable("fusion_fiches");
        builder.HasIndex(f => new { f.TenantId, f.FusionId });
        builder.HasIndex(f => new { f.TenantId, f.FicheId });
        builder.RefersTo<Fusion>(nameof(FusionFiche.FusionId));
    }
}

internal sealed class FusionMouvementConfiguration : IEntityTypeConfiguration<FusionMouvement>
{
    public void Configure(EntityTypeBuilder<FusionMouvement> builder)
    {
        builder.ToTenantTable("fusion_mouvements");
        builder.Property(m => m.Contenu).HasColumnType("jsonb");
        builder.HasIndex(m => new { m.TenantId, m.FusionId, m.NomTable, m.Colonne });
        builder.RefersTo<Fusion>(nameof(FusionMouvement.FusionId));
    }
}
