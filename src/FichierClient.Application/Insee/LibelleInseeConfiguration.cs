using FichierClient.Application.Data;
using FichierClient.Domain.Entreprises;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Insee;

internal sealed class LibelleInseeConfiguration : IEntityTypeConfiguration<LibelleInsee>
{
    public void Configure(EntityTypeBuilder<LibelleInsee> builder)
    {
        builder.ToTenantTable("libelles_insee");
        builder.HasIndex(l => new { l.TenantId, l.Liste, l.Code }).IsUnique();
    }
}
