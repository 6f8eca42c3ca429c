using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Rgpd;

internal sealed class SourceConfiguration : IEntityTypeConfiguration<Source>
{
    public void Configure(EntityTypeBuilder<Source> builder)
    {
        builder.ToTenantTable("sources");
        // Two names from which an erased person was taken out may be the same.
        builder.HasIndex(s => new { s.TenantId, s.Nom, s.Partie }).IsUnique().HasFilter("position('[effac\u00e9]' in nom) = 0");
        builder.RefersTo<Membre>(nameof(Source.ModifieParId));
    }
}

internal sealed class ProvenanceConfiguration : IEntityTypeConfiguration<Provenance>
{
    public void Configure(EntityTypeBuilder<Provenance> builder)
    {
        builder.ToTenantTable("provenances");
        builder.HasIndex(p => new { p.TenantId, p.SujetId, p.ConstateLe });
        builder.HasIndex(p => new { p.TenantId, p.ImportId });
        builder.HasIndex(p => new { p.TenantId, p.SourceId });
        builder.RefersTo<Membre>(nameof(Provenance.AuteurId));
        builder.RefersTo<Source>(nameof(Provenance.SourceId));
    }
}

internal sealed class ModificationConfiguration : IEntityTypeConfiguration<Modification>
{
    public void Configure(EntityTypeBuilder<Modification> builder)
    {
        builder.ToTenantTable("modifications");
        builder.HasIndex(m => new { m.TenantId, m.SujetId, m.FaitLe });
        // What a member last touched; imports write a history too, and their rows would drown it.
        builder.HasIndex(m => new { m.TenantId, m.MembreId, m.FaitLe }).HasFilter("membre_id is not null and import_id is null");
        builder.HasIndex(m => new { m.TenantId, m.FusionId }).HasFilter("fusion_id is not null");
        builder.RefersTo<Membre>(nameof(Modification.MembreId));
    }
}
