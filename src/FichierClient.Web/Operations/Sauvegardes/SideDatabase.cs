using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Npgsql;

namespace FichierClient.Web.Operations.Sauvegardes;

/// <summary>A database beside the program's, on the same server: a backup goes there first, whole, before anything is replaced by it.</summary>
internal sealed class SideDatabase : IAsyncDisposable
{
    private readonly string administrator;
    private bool isKept;

    private SideDatabase(string administrator, string name) => (this.administrator, Name) = (administrator, name);

    public string Name { get; }

    public string Connection => BackupRole.On(administrator, Name);

    /// <param name="administrator">May make databases.</param>
    /// <param name="what">A word for its name.</param>
    /// <param name="now">The instant, for its name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<SideDatabase> CreateAsync(string administrator, string what, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var side = new SideDatabase(administrator, string.Create(CultureInfo.InvariantCulture, $"{NameOf(administrator)}_{what}_{now.UtcDateTime:yyyyMMddHHmmssfff}"));
        await ExecuteAsync(administrator, $"create database {Quote(side.Name)} owner {await OwnerAsync(administrator, cancellationToken)} template template0 encoding 'UTF8'", cancellationToken);
        return side;
    }

    /// <summary>Takes the place of the program's database, which is kept under another name.</summary>
    /// <returns>That name.</returns>
    /// <exception cref="OperatorException">Somebody still works with the database.</exception>
    public async Task<string> ReplaceAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var name = NameOf(administrator);
        var aside = string.Create(CultureInfo.InvariantCulture, $"{name}_avant_{now.UtcDateTime:yyyyMMddHHmmssfff}");
        NpgsqlConnection.ClearAllPools();
        try
        {
            await ExecuteAsync(administrator, $"alter database {Quote(name)} rename to {Quote(aside)}", cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.ObjectInUse)
        {
            throw new OperatorException(ExitCodes.Refused, $"Somebody still works with the database {name}: stop the program first. Nothing was changed.", error);
        }

        await TakeNameAsync(name, aside);
        isKept = true;
        return aside;
    }

    /// <summary>When it can't, the database of before gets its name back.</summary>
    private async Task TakeNameAsync(string name, string aside)
    {
        try
        {
            await ExecuteAsync(administrator, $"alter database {Quote(Name)} rename to {Quote(name)}", CancellationToken.None);
        }
        catch (PostgresException error)
        {
            await ExecuteAsync(administrator, $"alter database {Quote(aside)} rename to {Quote(name)}", CancellationToken.None);
            throw new OperatorException(ExitCodes.Database, $"The restored database can't take the place of {name}: {error.MessageText}. Nothing was changed.", error);
        }
    }

    public static Task DropAsync(string administrator, string name, CancellationToken cancellationToken) =>
        ExecuteAsync(administrator, $"drop database if exists {Quote(name)} with (force)", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!isKept) await DropAsync(administrator, Name, CancellationToken.None);
    }

    /// <summary>Whoever owns the program's database, quoted: a migration of the restored one runs as this role.</summary>
    private static async Task<string> OwnerAsync(string administrator, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(BackupRole.On(administrator, NameOf(administrator)));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select quote_ident(pg_get_userbyid(datdba)) from pg_database where datname = current_database()", connection);
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static string NameOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database!;

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    [SuppressMessage("Security", "CA2100", Justification = "DDL takes no parameters: names are quoted.")]
    private static async Task ExecuteAsync(string administrator, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(BackupRole.On(administrator, "postgres"));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
