using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Rgpd.DroitsARefaire;

internal sealed class DroitARefaireConfiguration : IEntityTypeConfiguration<DroitARefaire>
{
    public void Configure(EntityTypeBuilder<DroitARefaire> builder)
    {
        builder.ToTenantTable("droits_a_refaire");
        builder.HasIndex(d => new { d.TenantId, d.JournalSeq, d.SujetId }).IsUnique().AreNullsDistinct(false);
        builder.RefersTo<Membre>(nameof(DroitARefaire.FaitParId));
    }
}
