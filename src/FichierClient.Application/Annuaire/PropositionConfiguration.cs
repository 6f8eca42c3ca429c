using FichierClient.Application.Data;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Annuaire;

internal sealed class PropositionConfiguration : IEntityTypeConfiguration<PropositionSirene>
{
    public void Configure(EntityTypeBuilder<PropositionSirene> builder)
    {
        builder.ToTenantTable("propositions_sirene");
        builder.Property(p => p.Empreinte).HasComputedColumnSql("md5(propose)", stored: true);
        builder.HasIndex(p => new { p.TenantId, p.SujetId, p.Nature, p.Empreinte }).IsUnique();
        builder.HasOne<Entreprise>().WithMany().HasForeignKey(p => new { p.TenantId, p.SujetId }).OnDelete(DeleteBehavior.Cascade);
        builder.RefersTo<Membre>(nameof(PropositionSirene.DecideeParId));
    }
}
