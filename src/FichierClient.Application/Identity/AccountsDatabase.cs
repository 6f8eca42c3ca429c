using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace FichierClient.Application.Identity;

/// <summary>How the accounts' context reaches PostgreSQL, the same for the program, the operator's commands and migrations.</summary>
public static class AccountsDatabase
{
    public const string HistoryTable = "__migrations";

    // Identity's context reads its schema version (passkeys came with 3) from the services it is opened with.
    private static readonly ServiceProvider IdentityServices = new ServiceCollection()
        .Configure<IdentityOptions>(ConfigureStores)
        .BuildServiceProvider();

    public static void ConfigureStores(IdentityOptions options) =>
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

    /// <param name="builder">Options of an <see cref="AccountsDbContext"/>.</param>
    /// <param name="dataSource">The pool of <c>fichier_app</c>, to serve.</param>
    public static DbContextOptionsBuilder UseAccountsDatabase(this DbContextOptionsBuilder builder, NpgsqlDataSource dataSource) =>
        builder.UseNpgsql(dataSource, History).UseSnakeCaseNamingConvention();

    private static void History(NpgsqlDbContextOptionsBuilder npgsql) => npgsql.MigrationsHistoryTable(HistoryTable, AccountsDbContext.Schema);

    /// <summary>A context of its own, for code that runs outside the web's services (migrations).</summary>
    /// <param name="connectionString">Of the owner, to migrate.</param>
    public static AccountsDbContext Open(string connectionString)
    {
        var options = new DbContextOptionsBuilder<AccountsDbContext>();
        options.UseNpgsql(connectionString, History).UseSnakeCaseNamingConvention().UseApplicationServiceProvider(IdentityServices);
        return new AccountsDbContext(options.Options);
    }
}
