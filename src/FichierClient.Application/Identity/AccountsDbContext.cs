using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Identity;

/// <summary>
/// Accounts and data-protection keys, in the schema <c>comptes</c>: they belong to the installation, so no tenant
/// and no row-level security. Roles are per organisation, hence no Identity roles here.
/// </summary>
public sealed class AccountsDbContext(DbContextOptions<AccountsDbContext> options)
    : IdentityUserContext<Utilisateur, Guid>(options), IDataProtectionKeyContext
{
    public const string Schema = "comptes";

    /// <summary>Keys that encrypt cookies and links, shared by all web nodes.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(Schema);
        builder.Entity<Utilisateur>(user =>
        {
            user.ToTable("utilisateurs");
            user.Property(u => u.NomAffiche).HasMaxLength(100);
            user.Property(u => u.Langue).HasMaxLength(2);
            user.Property(u => u.Theme).HasMaxLength(10);
            // Sign-in looks up by user name; the address is the same, and must be unique as well.
            user.HasIndex(u => u.NormalizedEmail).HasDatabaseName("ix_utilisateurs_normalized_email").IsUnique();
            user.HasIndex(u => u.NormalizedUserName).HasDatabaseName("ix_utilisateurs_normalized_user_name").IsUnique();
        });
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("utilisateur_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("utilisateur_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("utilisateur_tokens");
        builder.Entity<IdentityUserPasskey<Guid>>().ToTable("utilisateur_passkeys");
        builder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
    }
}
