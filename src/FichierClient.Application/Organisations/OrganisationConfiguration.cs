using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Organisations;

internal sealed class OrganisationConfiguration : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("organisations");
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.HasIndex(o => o.Slug).IsUnique();
    }
}

internal sealed class MembreConfiguration : IEntityTypeConfiguration<Membre>
{
    public void Configure(EntityTypeBuilder<Membre> builder)
    {
        builder.ToTenantTable("membres");
        builder.Property(m => m.Version).IsRowVersion();
        builder.HasIndex(m => new { m.TenantId, m.UtilisateurId }).IsUnique();
        builder.HasIndex(m => m.UtilisateurId).HasDatabaseName("ix_membres_utilisateur_id");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(m => m.TenantId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(m => new { m.TenantId, m.EquipeId });
        builder.RefersTo<Equipe>(nameof(Membre.EquipeId));
    }
}

internal sealed class ReglageRoleConfiguration : IEntityTypeConfiguration<ReglageRole>
{
    public void Configure(EntityTypeBuilder<ReglageRole> builder)
    {
        builder.ToTenantTable("reglages_role");
        builder.HasIndex(r => new { r.TenantId, r.Role }).IsUnique();
    }
}

internal sealed class EquipeConfiguration : IEntityTypeConfiguration<Equipe>
{
    public void Configure(EntityTypeBuilder<Equipe> builder)
    {
        builder.ToTenantTable("equipes");
        builder.HasIndex(e => new { e.TenantId, e.Nom }).IsUnique();
    }
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTenantTable("invitations");
        builder.HasIndex(i => i.JetonHash).HasDatabaseName("ix_invitations_jeton_hash");
        builder.RefersTo<Membre>(nameof(Invitation.InviteParId));
    }
}

internal sealed class CanalConfiguration : IEntityTypeConfiguration<Canal>
{
    public void Configure(EntityTypeBuilder<Canal> builder)
    {
        builder.ToTenantTable("canaux");
        builder.HasIndex(c => new { c.TenantId, c.Nom }).IsUnique();
    }
}

internal sealed class EtiquetteConfiguration : IEntityTypeConfiguration<Etiquette>
{
    public void Configure(EntityTypeBuilder<Etiquette> builder)
    {
        builder.ToTenantTable("etiquettes");
        builder.HasIndex(e => new { e.TenantId, e.Nom }).IsUnique();
    }
}

internal sealed class ExerciceConfiguration : IEntityTypeConfiguration<Exercice>
{
    public void Configure(EntityTypeBuilder<Exercice> builder)
    {
        builder.ToTenantTable("exercices");
        builder.HasIndex(e => new { e.TenantId, e.Debut }).IsUnique();
    }
}

internal sealed class ObjectifConfiguration : IEntityTypeConfiguration<Objectif>
{
    public void Configure(EntityTypeBuilder<Objectif> builder)
    {
        builder.ToTenantTable("objectifs");
        builder.HasIndex(o => new { o.TenantId, o.MembreId, o.Mois }).IsUnique();
        builder.RefersTo<Membre>(nameof(Objectif.MembreId));
    }
}
