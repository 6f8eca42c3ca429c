using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Data;

/// <summary>Opens one short-lived context per operation, under the app's role.</summary>
public sealed class AppDbContextFactory(NpgsqlDataSource dataSource, TimeProvider clock)
{
    private readonly DbContextOptions<AppDbContext> _options = Options(dataSource, clock);

    /// <summary>The pool of the app's role, for SQL that doesn't go through a context.</summary>
    public NpgsqlDataSource DataSource => dataSource;

    /// <param name="tenantId">The organisation: never empty.</param>
    /// <param name="membreId">Who acts; null for the system.</param>
    public AppDbContext Open(Guid tenantId, Guid? membreId = null) => tenantId == Guid.Empty
        ? throw new ArgumentException("A context of the client file has a tenant.", nameof(tenantId))
        : new AppDbContext(_options, tenantId, membreId);

    private static DbContextOptions<AppDbContext> Options(NpgsqlDataSource dataSource, TimeProvider clock) =>
        new DbContextOptionsBuilder<AppDbContext>()
            .UseNpgsql(dataSource)
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(new TenantConnectionInterceptor(), new HistoryInterceptor(clock), new PreparedQueries.Interceptor())
            .Options;
}
