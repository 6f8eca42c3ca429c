using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Jobs;

internal sealed class JobConfiguration : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTenantTable("jobs");
        builder.HasIndex(j => new { j.TenantId, j.SubjectId });
        // For the taking of the next job, across organisations.
        builder.HasIndex(j => j.CreatedAt).HasFilter("status in ('Waiting', 'Running')").HasDatabaseName("ix_jobs_open");
        builder.RefersTo<Membre>(nameof(Job.RequestedById));
    }
}
