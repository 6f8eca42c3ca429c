using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FichierClient.Application.Data;

/// <summary>For <c>dotnet ef migrations add</c> and for the migrations themselves, under the owner's role and without a tenant.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<AppDbContext>
{
    public AppDbContext CreateDbContext(string[] args) => ForOwner("Host=localhost;Database=design");

    /// <summary>A context that only migrates: it has no tenant, so it can't read the client file.</summary>
    public static AppDbContext ForOwner(string connectionString) => ForOwner(connectionString, Guid.Empty);

    /// <summary>A context that fills an organisation that is being made.</summary>
    public static AppDbContext ForOwner(string connectionString, Guid tenantId) => new(
        new DbContextOptionsBuilder<AppDbContext>().UseNpgsql(connectionString).UseSnakeCaseNamingConvention().Options, tenantId, null);
}
