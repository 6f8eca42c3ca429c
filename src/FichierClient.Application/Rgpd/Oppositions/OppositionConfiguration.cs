using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Oppositions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Rgpd.Oppositions;

internal sealed class OppositionConfiguration : IEntityTypeConfiguration<OppositionListee>
{
    public void Configure(EntityTypeBuilder<OppositionListee> builder)
    {
        builder.ToTenantTable("oppositions");
        builder.HasIndex(o => new { o.TenantId, o.Empreinte, o.Nature }).IsUnique().HasFilter("levee_le is null");
        builder.HasIndex(o => new { o.TenantId, o.CreeLe });
        builder.RefersTo<Membre>(nameof(OppositionListee.CreeParId));
        builder.RefersTo<Membre>(nameof(OppositionListee.LeveeParId));
    }
}
