using Npgsql;

namespace FichierClient.Web.Operations.Database;

/// <summary>
/// The database for the time of one command: given by <c>FICHIER_DATABASE</c> or <c>FICHIER_DATABASE_APP</c>,
/// else the cluster of this checkout, started when it isn't running and stopped by its last user.
/// </summary>
internal sealed class DatabaseSession(DatabaseConnections connections, Embedded.EmbeddedPostgres? embedded) : IAsyncDisposable
{
    public DatabaseConnections Connections { get; } = connections;

    /// <summary>Who sees and may do everything in the program's database; only the embedded cluster has one at hand.</summary>
    public string? Administrator => embedded is null ? null : new NpgsqlConnectionStringBuilder(embedded.Administrator) { Database = DatabaseRoles.DatabaseName, Pooling = false }.ConnectionString;

    public bool IsEmbedded => embedded is not null;

    public static async Task<DatabaseSession> OpenAsync(IConfiguration configuration, Action<string> remark, CancellationToken cancellationToken)
    {
        var owner = configuration["FICHIER_DATABASE"];
        var app = configuration["FICHIER_DATABASE_APP"];
        var folder = DataFolder.Of(configuration);
        try
        {
            if (string.IsNullOrEmpty(owner) && string.IsNullOrEmpty(app))
            {
                var embedded = await Embedded.EmbeddedPostgres.StartAsync(folder, remark, cancellationToken);
                return new DatabaseSession(embedded.Connections, embedded);
            }

            return new DatabaseSession(await GivenAsync(owner, app, configuration, folder, cancellationToken), null);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new OperatorException(ExitCodes.Database, $"{error.Message} It belongs to the user who ran the program first: be that user, or give another folder with --data.", error);
        }
        catch (Exception error) when (error is NpgsqlException or ArgumentException)
        {
            throw new OperatorException(ExitCodes.Database, $"The database that was given can't be used: {error.Message}", error);
        }
    }

    private static async Task<DatabaseConnections> GivenAsync(
        string? owner, string? app, IConfiguration configuration, DataFolder folder, CancellationToken cancellationToken)
    {
        owner = WithPassword(owner, configuration["FICHIER_DATABASE_PASSWORD"]);
        if (WithPassword(app, configuration["FICHIER_APP_PASSWORD"]) is { } complete)
        {
            return new DatabaseConnections(complete, owner);
        }

        var password = configuration["FICHIER_APP_PASSWORD"] is { Length: > 0 } given ? given : GeneratedPasswords.In(folder).App;
        await DatabaseRoles.EnsureAppAsync(owner!, password, cancellationToken);
        return new DatabaseConnections(DatabaseRoles.AsApp(owner!, password), owner);
    }

    /// <summary>A connection string is often written where secrets may not be: its password can come from a setting of its own.</summary>
    private static string? WithPassword(string? connectionString, string? password)
    {
        if (string.IsNullOrEmpty(connectionString))
        {
            return null;
        }

        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.Password ??= string.IsNullOrEmpty(password) ? null : password;
        return builder.ConnectionString;
    }

    public ValueTask DisposeAsync() => embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
