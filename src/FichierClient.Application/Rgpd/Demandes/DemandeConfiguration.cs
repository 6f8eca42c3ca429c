using FichierClient.Application.Data;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Rgpd.Demandes;

internal sealed class DemandeConfiguration : IEntityTypeConfiguration<DemandeDroit>
{
    public void Configure(EntityTypeBuilder<DemandeDroit> builder)
    {
        builder.ToTenantTable("demandes");
        builder.Property(d => d.Version).IsRowVersion();
        builder.Ignore(d => d.Reference).Ignore(d => d.EstOuverte).Ignore(d => d.EstRepondue);
        builder.HasIndex(d => new { d.TenantId, d.Annee, d.Numero }).IsUnique();
        builder.HasIndex(d => new { d.TenantId, d.Statut, d.Echeance });
        builder.RefersTo<Membre>(nameof(DemandeDroit.RecueParId));
        builder.HasMany(d => d.Resolutions).WithOne().HasForeignKey(r => new { r.TenantId, r.DemandeId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(d => d.Personnes).WithOne().HasForeignKey(p => new { p.TenantId, p.DemandeId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(d => d.Etapes).WithOne().HasForeignKey(e => new { e.TenantId, e.DemandeId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ResolutionDroitConfiguration : IEntityTypeConfiguration<ResolutionDroit>
{
    public void Configure(EntityTypeBuilder<ResolutionDroit> builder)
    {
        builder.ToTenantTable("demande_resolutions");
        builder.Ignore(r => r.EstComplete).Ignore(r => r.Article);
        builder.HasIndex(r => new { r.TenantId, r.DemandeId, r.Droit }).IsUnique();
    }
}

internal sealed class DemandePersonneConfiguration : IEntityTypeConfiguration<DemandePersonne>
{
    public void Configure(EntityTypeBuilder<DemandePersonne> builder)
    {
        builder.ToTenantTable("demande_personnes");
        builder.HasIndex(p => new { p.TenantId, p.DemandeId });
        builder.HasIndex(p => new { p.TenantId, p.ContactId }).HasFilter("contact_id is not null");
        builder.HasIndex(p => new { p.TenantId, p.EntrepriseId }).HasFilter("entreprise_id is not null");
        builder.RefersTo<Contact>(nameof(DemandePersonne.ContactId));
        builder.RefersTo<Entreprise>(nameof(DemandePersonne.EntrepriseId));
    }
}

internal sealed class DemandeEtapeConfiguration : IEntityTypeConfiguration<DemandeEtape>
{
    public void Configure(EntityTypeBuilder<DemandeEtape> builder)
    {
        builder.ToTenantTable("demande_etapes");
        builder.HasIndex(e => new { e.TenantId, e.DemandeId, e.FaitLe });
        builder.RefersTo<Membre>(nameof(DemandeEtape.MembreId));
    }
}

internal sealed class DemandePieceConfiguration : IEntityTypeConfiguration<DemandePiece>
{
    public void Configure(EntityTypeBuilder<DemandePiece> builder)
    {
        builder.ToTenantTable("demande_pieces");
        builder.HasIndex(p => new { p.TenantId, p.DemandeId });
        builder.RefersTo<DemandeDroit>(nameof(DemandePiece.DemandeId));
        builder.RefersTo<Membre>(nameof(DemandePiece.MembreId));
    }
}

internal sealed class DemandeCourrierConfiguration : IEntityTypeConfiguration<DemandeCourrier>
{
    public void Configure(EntityTypeBuilder<DemandeCourrier> builder)
    {
        builder.ToTenantTable("demande_courriers");
        builder.HasIndex(c => new { c.TenantId, c.DemandeId, c.EnvoyeLe });
        builder.RefersTo<DemandeDroit>(nameof(DemandeCourrier.DemandeId));
        builder.RefersTo<Membre>(nameof(DemandeCourrier.MembreId));
    }
}

internal sealed class ModeleLettreConfiguration : IEntityTypeConfiguration<ModeleLettre>
{
    public void Configure(EntityTypeBuilder<ModeleLettre> builder)
    {
        builder.ToTenantTable("modeles_lettre");
        builder.HasIndex(m => new { m.TenantId, m.Type }).IsUnique();
        builder.RefersTo<Membre>(nameof(ModeleLettre.ModifieParId));
    }
}

internal sealed class DemandeDossierConfiguration : IEntityTypeConfiguration<DemandeDossier>
{
    public void Configure(EntityTypeBuilder<DemandeDossier> builder)
    {
        builder.ToTenantTable("demande_dossiers");
        builder.HasIndex(d => new { d.TenantId, d.DemandeId });
        builder.HasIndex(d => new { d.TenantId, d.JetonHash }).HasFilter("jeton_hash is not null");
        builder.RefersTo<DemandeDroit>(nameof(DemandeDossier.DemandeId));
        builder.RefersTo<Membre>(nameof(DemandeDossier.MembreId));
    }
}

internal sealed class DemandeDossierFragmentConfiguration : IEntityTypeConfiguration<DemandeDossierFragment>
{
    public void Configure(EntityTypeBuilder<DemandeDossierFragment> builder)
    {
        builder.ToTenantTable("demande_dossier_fragments");
        builder.HasIndex(f => new { f.TenantId, f.DossierId, f.Numero }).IsUnique();
        builder.RefersTo<DemandeDossier>(nameof(DemandeDossierFragment.DossierId));
    }
}

internal sealed class CommunicationConfiguration : IEntityTypeConfiguration<Communication>
{
    public void Configure(EntityTypeBuilder<Communication> builder)
    {
        builder.ToTenantTable("communications");
        builder.HasIndex(c => new { c.TenantId, c.FaiteLe });
        builder.HasIndex(c => new { c.TenantId, c.SystemeId, c.FaiteLe }).HasFilter("systeme_id is not null");
        builder.RefersTo<Membre>(nameof(Communication.MembreId));
        builder.RefersTo<SystemeConnecte>(nameof(Communication.SystemeId));
    }
}

internal sealed class DemandeExemptionConfiguration : IEntityTypeConfiguration<DemandeExemption>
{
    public void Configure(EntityTypeBuilder<DemandeExemption> builder)
    {
        builder.ToTenantTable("demande_exemptions");
        builder.HasIndex(e => new { e.TenantId, e.DemandeId, e.DecideeLe });
        builder.RefersTo<DemandeDroit>(nameof(DemandeExemption.DemandeId));
        builder.RefersTo<Membre>(nameof(DemandeExemption.MembreId));
    }
}
