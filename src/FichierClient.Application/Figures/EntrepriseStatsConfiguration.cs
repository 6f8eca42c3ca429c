using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Figures;

internal sealed class EntrepriseStatsConfiguration : IEntityTypeConfiguration<EntrepriseStats>
{
    public void Configure(EntityTypeBuilder<EntrepriseStats> builder)
    {
        // Made by the hand-written migration AddFigures.
        builder.ToTable("entreprise_stats", table => table.ExcludeFromMigrations());
        builder.HasKey(s => new { s.TenantId, s.Id });
        builder.Property(s => s.Id).HasColumnName("entreprise_id").ValueGeneratedNever();
        builder.Property(s => s.Ca12m).HasColumnName("ca_12m");
        builder.Property(s => s.Ca12mPrecedents).HasColumnName("ca_12m_precedents");
        builder.Property(s => s.Factures12m).HasColumnName("factures_12m");
        builder.Property(s => s.NbFactures12m).HasColumnName("nb_factures_12m");
    }
}
