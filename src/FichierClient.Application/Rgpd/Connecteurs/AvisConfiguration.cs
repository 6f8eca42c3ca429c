using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Rgpd.Connecteurs;

internal sealed class AvisConfiguration : IEntityTypeConfiguration<Avis>
{
    public void Configure(EntityTypeBuilder<Avis> builder)
    {
        builder.ToTenantTable("avis");
        builder.Ignore(a => a.EstFinal).Ignore(a => a.EstAttendu);
        builder.HasIndex(a => new { a.TenantId, a.DemandeId }).HasFilter("demande_id is not null");
        builder.HasIndex(a => new { a.TenantId, a.EffacementId }).HasFilter("effacement_id is not null");
        builder.HasIndex(a => new { a.TenantId, a.SystemeId, a.Etat });
        builder.HasIndex(a => a.ProchainEssaiLe).HasFilter("envoi = 'AEnvoyer'");
        builder.RefersTo<SystemeConnecte>(nameof(Avis.SystemeId));
        builder.RefersTo<Membre>(nameof(Avis.PreuveParId));
        builder.RefersTo<Effacement>(nameof(Avis.EffacementId));
        // A file of a request that is purged takes them along.
        builder.HasOne<DemandeDroit>().WithMany().HasForeignKey(a => new { a.TenantId, a.DemandeId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CertificatPropagationConfiguration : IEntityTypeConfiguration<CertificatPropagation>
{
    public void Configure(EntityTypeBuilder<CertificatPropagation> builder)
    {
        builder.ToTenantTable("certificats_propagation");
        builder.HasIndex(c => new { c.TenantId, c.EffacementId }).IsUnique();
        builder.RefersTo<Effacement>(nameof(CertificatPropagation.EffacementId));
    }
}
