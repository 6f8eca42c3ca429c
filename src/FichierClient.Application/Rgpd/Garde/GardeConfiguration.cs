using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Garde;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Rgpd.Garde;

internal sealed class AlerteGardeConfiguration : IEntityTypeConfiguration<AlerteGarde>
{
    public void Configure(EntityTypeBuilder<AlerteGarde> builder)
    {
        builder.ToTenantTable("alertes_garde");
        builder.HasIndex(a => new { a.TenantId, a.SujetId, a.Lieu, a.Categorie, a.Libelle }).IsUnique();
        builder.HasIndex(a => new { a.TenantId, a.Libelle, a.Categorie }).HasFilter("libelle <> ''");
        builder.Property(a => a.Libelle).HasDefaultValue("");
        builder.HasIndex(a => new { a.TenantId, a.ReleveLe }).HasFilter("traite_le is null");
        builder.RefersTo<Membre>(nameof(AlerteGarde.AuteurId));
        builder.RefersTo<Membre>(nameof(AlerteGarde.TraiteParId));
    }
}

internal sealed class ExamenGardeConfiguration : IEntityTypeConfiguration<ExamenGarde>
{
    public void Configure(EntityTypeBuilder<ExamenGarde> builder)
    {
        builder.ToTenantTable("examens_garde");
        builder.HasIndex(e => new { e.TenantId, e.TermineLe });
    }
}
