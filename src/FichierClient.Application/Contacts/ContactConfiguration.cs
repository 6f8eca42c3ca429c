using FichierClient.Application.Data;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Contacts;

internal sealed class ContactConfiguration : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.ToTenantTable("contacts");
        builder.Property(c => c.Version).IsRowVersion();
        builder.Property(c => c.Recherche).UseCollation("C");
        builder.HasIndex(c => new { c.TenantId, c.Recherche, c.Id });
        // Generated, so that every way in fills it; ICU's French order, where É stands beside E.
        builder.Property(c => c.Tri).HasComputedColumnSql("trim(coalesce(nom, '') || ' ' || coalesce(prenom, ''))", stored: true).UseCollation("fr-x-icu");
        builder.HasIndex(c => new { c.TenantId, c.Tri, c.Id });
        builder.HasIndex(c => new { c.TenantId, c.SupprimeLe }).HasFilter("supprime_le is not null");
        builder.Ignore(c => c.EstLimitee);
        builder.HasIndex(c => new { c.TenantId, c.LimiteLe }).HasFilter("limite_le is not null");
        builder.HasIndex(c => new { c.TenantId, c.SurvivantId }).HasFilter("survivant_id is not null");
        builder.RefersTo<Contact>(nameof(Contact.SurvivantId));
        builder.HasIndex(c => new { c.TenantId, c.NaissanceMois, c.NaissanceJour });
        builder.HasMany(c => c.Emails).WithOne().HasForeignKey(e => new { e.TenantId, e.ContactId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(c => c.Telephones).WithOne().HasForeignKey(t => new { t.TenantId, t.ContactId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(c => c.Liens).WithOne().HasForeignKey(l => new { l.TenantId, l.ContactId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class EmailContactConfiguration : IEntityTypeConfiguration<EmailContact>
{
    public void Configure(EntityTypeBuilder<EmailContact> builder)
    {
        builder.ToTenantTable("contact_emails");
        builder.HasIndex(e => new { e.TenantId, e.Adresse });
        builder.HasIndex(e => new { e.TenantId, e.ContactId });
    }
}

internal sealed class TelephoneContactConfiguration : IEntityTypeConfiguration<TelephoneContact>
{
    public void Configure(EntityTypeBuilder<TelephoneContact> builder)
    {
        builder.ToTenantTable("contact_telephones");
        builder.HasIndex(t => new { t.TenantId, t.E164 });
        builder.HasIndex(t => new { t.TenantId, t.ContactId });
    }
}

internal sealed class LienEntrepriseConfiguration : IEntityTypeConfiguration<LienEntreprise>
{
    public void Configure(EntityTypeBuilder<LienEntreprise> builder)
    {
        builder.ToTenantTable("contact_liens");
        builder.HasIndex(l => new { l.TenantId, l.ContactId, l.EntrepriseId }).IsUnique();
        builder.HasIndex(l => new { l.TenantId, l.EntrepriseId });
        builder.RefersTo<Entreprise>(nameof(LienEntreprise.EntrepriseId));
    }
}
