using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Rgpd.Effacements;

internal sealed class EffacementConfiguration : IEntityTypeConfiguration<Effacement>
{
    public void Configure(EntityTypeBuilder<Effacement> builder)
    {
        builder.ToTenantTable("effacements");
        builder.Ignore(e => e.APlan);
        builder.Property(e => e.Version).IsRowVersion();
        builder.Property(e => e.Plan).HasColumnType("jsonb");
        builder.Property(e => e.Constats).HasColumnType("jsonb");
        builder.Property(e => e.RetraitsDemandes).HasColumnType("jsonb").HasDefaultValueSql("'[]'");
        builder.HasIndex(e => new { e.TenantId, e.Reference }).IsUnique();
        builder.HasIndex(e => new { e.TenantId, e.SujetId });
        builder.HasIndex(e => new { e.TenantId, e.PrepareLe });
        builder.HasIndex(e => new { e.TenantId, e.SujetId }, "ix_effacements_ouvert").IsUnique().HasFilter("statut not in ('Termine', 'Abandonne')");
        builder.RefersTo<Membre>(nameof(Effacement.PrepareParId));
        builder.RefersTo<Membre>(nameof(Effacement.ApprouveParId));
        builder.RefersTo<Membre>(nameof(Effacement.SecondParId));
    }
}

internal sealed class CertificatConfiguration : IEntityTypeConfiguration<Certificat>
{
    public void Configure(EntityTypeBuilder<Certificat> builder)
    {
        builder.ToTenantTable("certificats");
        builder.HasIndex(c => new { c.TenantId, c.EffacementId }).IsUnique();
        builder.RefersTo<Effacement>(nameof(Certificat.EffacementId));
    }
}

internal sealed class ComplementCertificatConfiguration : IEntityTypeConfiguration<ComplementCertificat>
{
    public void Configure(EntityTypeBuilder<ComplementCertificat> builder)
    {
        builder.ToTenantTable("complements_certificat");
        builder.HasIndex(c => new { c.TenantId, c.EffacementId });
        builder.RefersTo<Effacement>(nameof(ComplementCertificat.EffacementId));
    }
}

internal sealed class RetraitScelleConfiguration : IEntityTypeConfiguration<RetraitScelle>
{
    public void Configure(EntityTypeBuilder<RetraitScelle> builder)
    {
        builder.ToTenantTable("retraits_scelles");
        builder.HasIndex(r => new { r.TenantId, r.EffacementId });
        builder.RefersTo<Effacement>(nameof(RetraitScelle.EffacementId));
        builder.RefersTo<Membre>(nameof(RetraitScelle.MembreId));
    }
}
