using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Conservation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Rgpd.Conservation;

internal sealed class RegleConservationConfiguration : IEntityTypeConfiguration<RegleConservation>
{
    public void Configure(EntityTypeBuilder<RegleConservation> builder)
    {
        builder.ToTenantTable("regles_conservation");
        builder.Ignore(r => r.EstExecutee).Ignore(r => r.EstProgrammee).Ignore(r => r.EstAppliquee);
        builder.Property(r => r.Version).IsRowVersion();
        builder.HasIndex(r => new { r.TenantId, r.Code }).IsUnique().HasFilter("jusqua is null");
        builder.RefersTo<Membre>(nameof(RegleConservation.MembreId));
    }
}

internal sealed class PurgeProgrammeeConfiguration : IEntityTypeConfiguration<PurgeProgrammee>
{
    public void Configure(EntityTypeBuilder<PurgeProgrammee> builder)
    {
        builder.ToTenantTable("purges_programmees");
        builder.HasIndex(p => new { p.TenantId, p.Code, p.FaiteLe });
        builder.RefersTo<RegleConservation>(nameof(PurgeProgrammee.RegleId));
    }
}

internal sealed class PassageConservationConfiguration : IEntityTypeConfiguration<PassageConservation>
{
    public void Configure(EntityTypeBuilder<PassageConservation> builder)
    {
        builder.ToTenantTable("passages_conservation");
        builder.Ignore(p => p.Retenus);
        builder.Property(p => p.Version).IsRowVersion();
        builder.HasIndex(p => new { p.TenantId, p.Code, p.CalculeLe });
        builder.RefersTo<RegleConservation>(nameof(PassageConservation.RegleId));
        builder.RefersTo<Membre>(nameof(PassageConservation.ApprouveParId));
    }
}

internal sealed class PassageSujetConfiguration : IEntityTypeConfiguration<PassageSujet>
{
    public void Configure(EntityTypeBuilder<PassageSujet> builder)
    {
        builder.ToTenantTable("passage_sujets");
        builder.HasIndex(s => new { s.TenantId, s.PassageId, s.SujetId }).IsUnique();
        builder.HasIndex(s => new { s.TenantId, s.SujetId });
        builder.RefersTo<PassageConservation>(nameof(PassageSujet.PassageId));
    }
}

internal sealed class GelConfiguration : IEntityTypeConfiguration<Gel>
{
    public void Configure(EntityTypeBuilder<Gel> builder)
    {
        builder.ToTenantTable("gels");
        builder.HasIndex(g => new { g.TenantId, g.ObjetId });
        builder.RefersTo<Membre>(nameof(Gel.PoseParId));
        builder.RefersTo<Membre>(nameof(Gel.LeveParId));
    }
}

internal sealed class ProcesVerbalConfiguration : IEntityTypeConfiguration<ProcesVerbal>
{
    public void Configure(EntityTypeBuilder<ProcesVerbal> builder)
    {
        builder.ToTenantTable("proces_verbaux");
        builder.HasIndex(p => new { p.TenantId, p.PassageId });
        builder.RefersTo<PassageConservation>(nameof(ProcesVerbal.PassageId));
    }
}
