using FichierClient.Application.Data;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Courriels;

internal sealed class CourrielConfiguration : IEntityTypeConfiguration<Courriel>
{
    public void Configure(EntityTypeBuilder<Courriel> builder)
    {
        builder.ToTenantTable("courriels");
        builder.HasIndex(c => new { c.TenantId, c.DemandeId });
        builder.HasIndex(c => c.ProchainEssaiLe).HasFilter("statut = 'AEnvoyer'");
        // A file of a request that is purged takes them along.
        builder.HasOne<DemandeDroit>().WithMany().HasForeignKey(c => new { c.TenantId, c.DemandeId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<DemandeCourrier>().WithMany().HasForeignKey(c => new { c.TenantId, c.CourrierId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CourrielARevoirConfiguration : IEntityTypeConfiguration<CourrielARevoir>
{
    public void Configure(EntityTypeBuilder<CourrielARevoir> builder)
    {
        builder.ToTenantTable("courriels_a_revoir");
        builder.HasIndex(c => new { c.TenantId, c.Fichier, c.EffacementId }).IsUnique();
        builder.RefersTo<Membre>(nameof(CourrielARevoir.GardeParId));
    }
}
