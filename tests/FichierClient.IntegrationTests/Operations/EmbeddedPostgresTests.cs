using FichierClient.Web.Operations.Database;
using Npgsql;

namespace FichierClient.IntegrationTests.Operations;

public sealed class EmbeddedPostgresTests
{
    [Fact]
    public async Task The_first_user_starts_the_cluster_and_the_last_one_stops_it()
    {
        await using var database = await EmbeddedDatabase.CreateAsync();

        var first = await database.StartAsync();
        var server = await database.ServerAsync();
        var second = await database.StartAsync();
        Assert.Equal(first.Connections, second.Connections);

        await first.DisposeAsync();
        Assert.Equal(server, await database.ServerAsync());
        await second.DisposeAsync();
        Assert.Null(await database.ServerAsync());
    }

    [Fact]
    public async Task Starting_and_stopping_many_at_once_leaves_nothing_running()
    {
        await using var database = await EmbeddedDatabase.CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            await using var one = await database.StartAsync();
            await using var connection = new NpgsqlConnection(one.Connections.App);
            await connection.OpenAsync(TestContext.Current.CancellationToken);
        }));

        Assert.Null(await database.ServerAsync());
    }

    [Fact]
    public async Task A_server_that_was_killed_starts_again_with_its_data()
    {
        await using var database = await EmbeddedDatabase.CreateAsync();
        await using (var before = await database.StartAsync())
        {
            await ExecuteAsync(before.Connections.Owner!, "create table kept as select 42 as answer");
            await database.KillServerAsync();
        }

        await using var after = await database.StartAsync();

        Assert.Equal(42, await ExecuteAsync(after.Connections.Owner!, "select answer from kept"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_ends_under_a_program_is_started_again_where_it_was()
    {
        await using var database = await EmbeddedDatabase.CreateAsync();
        await using var embedded = await database.StartAsync();
        await ExecuteAsync(embedded.Connections.Owner!, "create table kept as select 42 as answer");

        await database.KillServerAsync();
        TestContext.Current.CancellationToken.ThrowIfCancellationRequested();

        Assert.Equal(42, await AnswerAsync(embedded.Connections.Owner!, "select answer from kept", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_stale_pid_file_whose_number_another_program_has_now_is_no_obstacle()
    {
        await using var database = await EmbeddedDatabase.CreateAsync();
        await (await database.StartAsync()).DisposeAsync();
        await File.WriteAllLinesAsync(
            database.PidFile, [$"{Environment.ProcessId}", database.ClusterFolder, "1", "5432", "", "127.0.0.1", "", "ready"], TestContext.Current.CancellationToken);

        await using var again = await database.StartAsync();

        Assert.NotEqual(Environment.ProcessId, await database.ServerAsync());
    }

    [Fact]
    public async Task Passwords_are_for_their_owner_alone_and_the_app_has_no_power()
    {
        await using var database = await EmbeddedDatabase.CreateAsync();
        await using var embedded = await database.StartAsync();

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, EmbeddedDatabase.ModeOf(database.Data.File("database-passwords.json")));
        await WebRole.RefusePowerAsync(embedded.Connections.App, TestContext.Current.CancellationToken);
        var wrong = new NpgsqlConnectionStringBuilder(embedded.Connections.App) { Password = "guess", Pooling = false };
        await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(wrong.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task What_a_constraint_refuses_is_told_to_the_program_and_not_to_the_servers_log()
    {
        await using var database = await EmbeddedDatabase.CreateAsync();
        await using (var embedded = await database.StartAsync())
        {
            await ExecuteAsync(embedded.Connections.Owner!, "create table personnes (email text primary key, nom text not null)");
            await using var connection = new NpgsqlConnection(embedded.Connections.Owner! + ";Include Error Detail=true");
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            async Task<string?> RefusedAsync(object? nom)
            {
                await using var command = new NpgsqlCommand("insert into personnes values ($1, $2)", connection) { Parameters = { new() { Value = "zephyrine@perso.test" }, new() { Value = nom ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text } } };
                return (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken))).Detail;
            }

            Assert.Contains("zephyrine", await RefusedAsync(null), StringComparison.Ordinal);
            await ExecuteAsync(embedded.Connections.Owner!, "insert into personnes select 'zephyrine@' || 'perso.test', 'Zéphyrine'");
            Assert.Contains("zephyrine", await RefusedAsync("Zéphyrine"), StringComparison.Ordinal);
        }

        var log = string.Concat(Directory.EnumerateFiles(Path.Combine(database.ClusterFolder, "log")).Append(Path.Combine(Path.GetDirectoryName(database.ClusterFolder)!, "postgres.log")).Select(File.ReadAllText));
        Assert.Contains("personnes", log, StringComparison.Ordinal);
        Assert.DoesNotContain("perso.test", log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_servers_own_log_keeps_a_week()
    {
        await using var database = await EmbeddedDatabase.CreateAsync();
        var (before, logs) = (Path.Combine(Path.GetDirectoryName(database.ClusterFolder)!, "postgres.log"), Path.Combine(database.ClusterFolder, "log"));
        await using (var first = await database.StartAsync())
        {
            Assert.Equal("on|on|1d", await ExecuteAsync(first.Connections.Owner!, "select concat_ws('|', current_setting('logging_collector'), current_setting('log_truncate_on_rotation'), current_setting('log_rotation_age'))"));
            Assert.Matches("^postgresql-[A-Z][a-z]{2}\\.log$", Path.GetFileName(Assert.Single(Directory.GetFiles(logs))));
        }

        // What a version before wrote, and a day of a server that stood still for weeks.
        await File.WriteAllTextAsync(before, "Zéphyrine", TestContext.Current.CancellationToken);
        var (old, young) = (Path.Combine(logs, "postgresql-Old.log"), Path.Combine(logs, "postgresql-Young.log"));
        foreach (var file in new[] { old, young }) await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-8));
        await using var again = await database.StartAsync();

        Assert.Equal((false, true), (File.Exists(old), File.Exists(young)));
        Assert.DoesNotContain("Zéphyrine", await File.ReadAllTextAsync(before, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>Asks until the server is back; what never comes back is ended by the test's own limit.</summary>
    private static async Task<object?> AnswerAsync(string connectionString, string sql, CancellationToken cancellationToken)
    {
        for (; ; await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken))
        {
            try
            {
                return await ExecuteAsync(connectionString, sql);
            }
            catch (NpgsqlException)
            {
                // Not yet.
            }
        }
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
