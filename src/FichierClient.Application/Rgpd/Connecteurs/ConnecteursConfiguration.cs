using FichierClient.Application.Data;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Registre;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Rgpd.Connecteurs;

internal sealed class SystemeConnecteConfiguration : IEntityTypeConfiguration<SystemeConnecte>
{
    public void Configure(EntityTypeBuilder<SystemeConnecte> builder)
    {
        builder.ToTenantTable("systemes_connectes");
        builder.Property(s => s.Categories).HasConversion<int>();
        // The door is asked before the organisation is known.
        builder.HasIndex(s => s.CleHash);
        builder.RefersTo<Traitement>(nameof(SystemeConnecte.TraitementId));
        builder.RefersTo<Membre>(nameof(SystemeConnecte.CreeParId));
        builder.RefersTo<Membre>(nameof(SystemeConnecte.RevoqueParId));
    }
}

internal sealed class ClePseudonymeConfiguration : IEntityTypeConfiguration<ClePseudonyme>
{
    public void Configure(EntityTypeBuilder<ClePseudonyme> builder)
    {
        builder.ToTenantTable("cles_pseudonymes");
        builder.HasIndex(k => new { k.TenantId, k.SystemeId, k.Cle }).IsUnique();
        builder.HasIndex(k => new { k.TenantId, k.ContactId }).HasFilter("contact_id is not null");
        builder.HasIndex(k => new { k.TenantId, k.EntrepriseId }).HasFilter("entreprise_id is not null");
        builder.RefersTo<SystemeConnecte>(nameof(ClePseudonyme.SystemeId));
        builder.RefersTo<Contact>(nameof(ClePseudonyme.ContactId));
        builder.RefersTo<Entreprise>(nameof(ClePseudonyme.EntrepriseId));
    }
}

internal sealed class CleMorteConfiguration : IEntityTypeConfiguration<CleMorte>
{
    public void Configure(EntityTypeBuilder<CleMorte> builder)
    {
        builder.ToTenantTable("cles_mortes");
        builder.HasIndex(k => new { k.TenantId, k.SystemeId, k.Cle }).IsUnique();
        builder.RefersTo<SystemeConnecte>(nameof(CleMorte.SystemeId));
    }
}
