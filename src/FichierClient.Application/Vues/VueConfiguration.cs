using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Vues;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Vues;

internal sealed class VueConfiguration : IEntityTypeConfiguration<Vue>
{
    public void Configure(EntityTypeBuilder<Vue> builder)
    {
        builder.ToTenantTable("vues");
        builder.HasIndex(v => new { v.TenantId, v.Page, v.MembreId, v.Nom }).IsUnique();
        builder.RefersTo<Membre>(nameof(Vue.MembreId));
    }
}
