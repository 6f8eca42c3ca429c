using FichierClient.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FichierClient.Application.Data;

/// <summary>What every table of an organisation has: the pair (tenant_id, id) in its key and in each foreign key.</summary>
public static class TenantConfiguration
{
    /// <summary>Table, composite key, and ids that the domain makes itself.</summary>
    public static EntityTypeBuilder<T> ToTenantTable<T>(this EntityTypeBuilder<T> builder, string table) where T : TenantEntity
    {
        builder.ToTable(table);
        builder.HasKey(e => new { e.TenantId, e.Id });
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.TenantId).ValueGeneratedNever();
        return builder;
    }

    /// <summary>A reference to another row of the same organisation, without navigation: restrict, never set null.</summary>
    /// <param name="builder">The referring table.</param>
    /// <param name="property">The property that holds the other row's id.</param>
    public static void RefersTo<TPrincipal>(this EntityTypeBuilder builder, string property) where TPrincipal : TenantEntity =>
        builder.HasOne(typeof(TPrincipal)).WithMany()
            .HasForeignKey(nameof(TenantEntity.TenantId), property)
            .OnDelete(DeleteBehavior.Restrict);
}
