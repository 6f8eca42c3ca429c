using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Conservation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Rgpd.Conservation;

internal sealed class RegleConservationConfiguration : IEntityTypeConfiguration<RegleConservation>
{
    public void Configure(EntityTypeBuilder<RegleConservation> builder)
    {
        builder.ToTenantTable("regles_conservation");
        builder.Ignore(r => r.EstExecutee);
        builder.Property(r => r.Version).IsRowVersion();
        builder.HasIndex(r => new { r.TenantId, r.Code }).IsUnique().HasFilter("jusqua is null");
        builder.RefersTo<Membre>(nameof(RegleConservation.MembreId));
    }
}
