using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Information;
using FichierClient.Domain.Rgpd.Registre;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Rgpd.Information;

internal sealed class ObligationInformationConfiguration : IEntityTypeConfiguration<ObligationInformation>
{
    public void Configure(EntityTypeBuilder<ObligationInformation> builder)
    {
        builder.ToTenantTable("obligations_information");
        builder.Ignore(o => o.EstFaite);
        builder.HasIndex(o => new { o.TenantId, o.ContactId, o.Source }).IsUnique();
        builder.HasIndex(o => new { o.TenantId, o.Echeance, o.Id }).HasFilter("fait_le is null");
        builder.RefersTo<Membre>(nameof(ObligationInformation.FaitParId));
        builder.RefersTo<Traitement>(nameof(ObligationInformation.TraitementId));
    }
}
