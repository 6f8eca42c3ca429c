using FichierClient.Application.Data;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Imports;

internal sealed class ImportConfiguration : IEntityTypeConfiguration<Import>
{
    public void Configure(EntityTypeBuilder<Import> builder)
    {
        builder.ToTenantTable("imports");
        builder.Ignore(i => i.EstTermine).Ignore(i => i.EstModifiable);
        builder.Property(i => i.Analyse).HasColumnType("jsonb");
        builder.Property(i => i.Correspondance).HasColumnType("jsonb");
        builder.Property(i => i.BilanApercu).HasColumnType("jsonb");
        builder.Property(i => i.Bilan).HasColumnType("jsonb");
        builder.Property(i => i.Retrait).HasColumnType("jsonb");
        builder.HasIndex(i => new { i.TenantId, i.CreeLe });
        builder.HasIndex(i => new { i.TenantId, i.EnTetes });
        builder.RefersTo<Membre>(nameof(Import.MembreId));
        builder.HasIndex(i => new { i.TenantId, i.SourceId });
        builder.RefersTo<Domain.Rgpd.Source>(nameof(Import.SourceId));
    }
}

internal sealed class ImportFragmentConfiguration : IEntityTypeConfiguration<ImportFragment>
{
    public void Configure(EntityTypeBuilder<ImportFragment> builder)
    {
        builder.ToTenantTable("import_fragments");
        builder.HasIndex(f => new { f.TenantId, f.ImportId, f.Numero }).IsUnique();
        builder.RefersTo<Import>(nameof(ImportFragment.ImportId));
    }
}

internal sealed class ImportLigneConfiguration : IEntityTypeConfiguration<ImportLigne>
{
    public void Configure(EntityTypeBuilder<ImportLigne> builder)
    {
        builder.ToTenantTable("import_lignes");
        builder.HasIndex(l => new { l.TenantId, l.ImportId, l.EstApercu, l.Issue, l.Rang });
        builder.RefersTo<Import>(nameof(ImportLigne.ImportId));
    }
}

internal sealed class ImportImageConfiguration : IEntityTypeConfiguration<ImportImage>
{
    public void Configure(EntityTypeBuilder<ImportImage> builder)
    {
        builder.ToTenantTable("import_images");
        builder.Property(i => i.Contenu).HasColumnType("jsonb");
        builder.HasIndex(i => new { i.TenantId, i.ImportId, i.Etat, i.Sujet, i.SujetId }).IsUnique();
        builder.RefersTo<Import>(nameof(ImportImage.ImportId));
    }
}
