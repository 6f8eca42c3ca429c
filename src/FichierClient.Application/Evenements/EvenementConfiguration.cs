using FichierClient.Application.Data;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Evenements;

internal sealed class EvenementConfiguration : IEntityTypeConfiguration<Evenement>
{
    public void Configure(EntityTypeBuilder<Evenement> builder)
    {
        builder.ToTenantTable("evenements");
        builder.Property(e => e.Version).IsRowVersion();
        builder.Property(e => e.Donnees).HasColumnType("jsonb");
        builder.HasIndex(e => new { e.TenantId, e.EntrepriseId, e.SurvenuLe });
        builder.HasIndex(e => new { e.TenantId, e.ContactId, e.SurvenuLe });
        builder.HasIndex(e => new { e.TenantId, e.RappelPourId, e.RappelLe }).HasFilter("rappel_fait_le is null and supprime_le is null");
        builder.HasIndex(e => new { e.TenantId, e.AuteurId, e.SurvenuLe });
        builder.HasIndex(e => new { e.TenantId, e.SupprimeLe }).HasFilter("supprime_le is not null");
        builder.HasIndex(e => new { e.TenantId, e.SupprimeParId }).HasFilter("supprime_par_id is not null");
        builder.RefersTo<Membre>(nameof(Evenement.AuteurId));
        builder.RefersTo<Membre>(nameof(Evenement.SupprimeParId));
        builder.RefersTo<Membre>(nameof(Evenement.RappelPourId));
        builder.RefersTo<Entreprise>(nameof(Evenement.EntrepriseId));
        builder.RefersTo<Contact>(nameof(Evenement.ContactId));
    }
}
