using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Operations.Database;
using FichierClient.Web.Operations.Database.Embedded;
using FichierClient.Web.Operations.Schema;
using Npgsql;
using Testcontainers.PostgreSql;

[assembly: AssemblyFixture(typeof(TestServerEnd))]

namespace FichierClient.IntegrationTests.Infrastructure;

/// <summary>
/// The PostgreSQL of this run, started when the first test asks: FICHIERCLIENT_TEST_PG (an administrator's connection
/// string), else a container when Docker's engine answers, else the programs on this machine.
/// </summary>
internal sealed class TestServer
{
    private static readonly Lazy<Task<TestServer>> Shared = new(StartAsync);

    private readonly string administrator;
    private readonly string ownerPassword;
    private readonly string appPassword;
    private readonly IAsyncDisposable? started;

    private TestServer(string administrator, string ownerPassword, string appPassword, IAsyncDisposable? started) =>
        (this.administrator, this.ownerPassword, this.appPassword, this.started) = (administrator, ownerPassword, appPassword, started);

    /// <summary>Names tell which process made a database, so that a later run can drop what a killed one left.</summary>
    private static string Prefix => $"test_{Environment.ProcessId}_";

    private static string Template => Prefix + "template";

    public static Task<TestServer> GetAsync() => Shared.Value;

    public static async ValueTask EndAsync()
    {
        if (Shared.IsValueCreated && await Shared.Value is { } server)
        {
            await server.DropAsync(Template);
            NpgsqlConnection.ClearAllPools();
            await (server.started?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    /// <summary>A new database, a copy of the migrated template unless <paramref name="empty"/>; returns its name.</summary>
    public async Task<string> CreateAsync(bool empty = false)
    {
        var name = Prefix + Guid.NewGuid().ToString("N")[..12];
        await ExecuteAsync($"create database {name} owner {DatabaseRoles.Owner}{(empty ? "" : $" template {Template}")}");
        return name;
    }

    public async Task DropAsync(string database) => await ExecuteAsync($"drop database if exists {database} with (force)");

    public string Administrator(string database) => new NpgsqlConnectionStringBuilder(administrator) { Database = database, Pooling = false }.ConnectionString;

    public string Owner(string database) => As(DatabaseRoles.Owner, ownerPassword, database);

    public string App(string database) => As(DatabaseRoles.App, appPassword, database);

    private string As(string role, string password, string database) => new NpgsqlConnectionStringBuilder(administrator)
    {
        Username = role,
        Password = password,
        Database = database,
        MaxPoolSize = 20,
        Timeout = 30,
    }.ConnectionString;

    private static async Task<TestServer> StartAsync()
    {
        var server = await OpenAsync();
        await server.PrepareAsync();
        return server;
    }

    private static async Task<TestServer> OpenAsync()
    {
        if (Environment.GetEnvironmentVariable("FICHIERCLIENT_TEST_PG") is { Length: > 0 } given)
        {
            return await GivenAsync(given, null);
        }

        if (await DockerCluster.AnswersAsync(CancellationToken.None))
        {
            var container = new PostgreSqlBuilder("postgres:17").Build();
            await container.StartAsync();
            return await GivenAsync(container.GetConnectionString(), container);
        }

        var parent = Environment.GetEnvironmentVariable("FICHIERCLIENT_TEST_DATA") ?? Path.Combine(Checkout.Folder, "artifacts");
        var folder = new DataFolder(Path.Combine(parent, "test-database"));
        var embedded = await EmbeddedPostgres.StartAsync(folder, Console.Error.WriteLine, CancellationToken.None);
        var passwords = GeneratedPasswords.In(folder);
        var server = new TestServer(embedded.Administrator, passwords.Owner, passwords.App, embedded);

        // Nothing of a test outlives its run: no write has to reach the disk.
        foreach (var setting in new[] { "fsync", "synchronous_commit", "full_page_writes" })
        {
            await server.ExecuteAsync($"alter system set {setting} = off");
        }

        await server.ExecuteAsync("select pg_reload_conf()");
        return server;
    }

    /// <summary>Roles belong to the whole server, and several runs may share it: their passwords follow from the administrator's.</summary>
    private static async Task<TestServer> GivenAsync(string administrator, IAsyncDisposable? started)
    {
        string Password(string role) => Convert.ToHexStringLower(SHA256.HashData(
            Encoding.UTF8.GetBytes($"{role}:{new NpgsqlConnectionStringBuilder(administrator).Password}")));

        await using var connection = new NpgsqlConnection(administrator);
        await connection.OpenAsync();
        await using var alone = new NpgsqlCommand("select pg_advisory_lock(7777)", connection);
        await alone.ExecuteNonQueryAsync();
        await DatabaseRoles.EnsureLoginAsync(connection, DatabaseRoles.Owner, Password(DatabaseRoles.Owner), CancellationToken.None);
        await DatabaseRoles.EnsureLoginAsync(connection, DatabaseRoles.App, Password(DatabaseRoles.App), CancellationToken.None);
        await DatabaseRoles.EnsureScanAsync(connection, CancellationToken.None);
        return new TestServer(administrator, Password(DatabaseRoles.Owner), Password(DatabaseRoles.App), started);
    }

    private async Task PrepareAsync()
    {
        await DropLeftoversAsync();
        await ExecuteAsync($"create database {Template} owner {DatabaseRoles.Owner}");

        // Not pooled: a database can't be copied while anyone is connected to it.
        var owner = new NpgsqlConnectionStringBuilder(Owner(Template)) { Pooling = false }.ConnectionString;
        await SchemaMigrator.MigrateAsync(owner, SchemaContext.All, CancellationToken.None);
    }

    private async Task DropLeftoversAsync()
    {
        var names = new List<string>();
        await using (var connection = new NpgsqlConnection(administrator))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(@"select datname from pg_database where datname ~ '^test_\d+_'", connection);
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                names.Add(rows.GetString(0));
            }
        }

        foreach (var name in names.Where(name => !IsAlive(int.Parse(name.Split('_')[1], CultureInfo.InvariantCulture))))
        {
            await DropAsync(name);
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var running = System.Diagnostics.Process.GetProcessById(process);
            return process != Environment.ProcessId;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(administrator);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>Stops the server after the last test.</summary>
public sealed class TestServerEnd : IAsyncDisposable
{
    public ValueTask DisposeAsync() => TestServer.EndAsync();
}
