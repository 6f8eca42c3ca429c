using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Violations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Rgpd.Violations;

internal sealed class ViolationConfiguration : IEntityTypeConfiguration<Violation>
{
    public void Configure(EntityTypeBuilder<Violation> builder)
    {
        builder.ToTenantTable("violations");
        builder.Property(v => v.Version).IsRowVersion();
        builder.Property(v => v.Natures).HasConversion<int>();
        builder.Property(v => v.ContenuInformation).HasConversion<int>();
        builder.Ignore(v => v.Echeance).Ignore(v => v.Etape).Ignore(v => v.EcheanceEtape).Ignore(v => v.Description);
        builder.HasIndex(v => new { v.TenantId, v.Reference }).IsUnique();
        builder.HasIndex(v => new { v.TenantId, v.Incident }).IsUnique().HasFilter("incident is not null");
    }
}

internal sealed class ViolationJournalConfiguration : IEntityTypeConfiguration<ViolationJournal>
{
    public void Configure(EntityTypeBuilder<ViolationJournal> builder)
    {
        builder.ToTenantTable("violation_journal");
        builder.Property(j => j.Contenu).HasColumnType("jsonb");
        builder.HasIndex(j => new { j.TenantId, j.ViolationId, j.FaitLe });
        builder.RefersTo<Violation>(nameof(ViolationJournal.ViolationId));
        builder.RefersTo<Membre>(nameof(ViolationJournal.MembreId));
    }
}
