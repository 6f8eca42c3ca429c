using FichierClient.Application.Data;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Exports;

internal sealed class ExportConfiguration : IEntityTypeConfiguration<Export>
{
    public void Configure(EntityTypeBuilder<Export> builder)
    {
        builder.ToTenantTable("exports");
        builder.Ignore(e => e.EstSansPerte);
        builder.Property(e => e.Demande).HasColumnType("jsonb");
        builder.HasIndex(e => new { e.TenantId, e.CreeLe });
        builder.RefersTo<Membre>(nameof(Export.MembreId));
        builder.RefersTo<Membre>(nameof(Export.AutoriseParId));
    }
}

internal sealed class ExportFragmentConfiguration : IEntityTypeConfiguration<ExportFragment>
{
    public void Configure(EntityTypeBuilder<ExportFragment> builder)
    {
        builder.ToTenantTable("export_fragments");
        builder.HasIndex(f => new { f.TenantId, f.ExportId, f.Numero }).IsUnique();
        builder.RefersTo<Export>(nameof(ExportFragment.ExportId));
    }
}
