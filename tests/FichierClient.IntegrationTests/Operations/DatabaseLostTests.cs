using System.Text.Json;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Operations;
using Npgsql;

namespace FichierClient.IntegrationTests.Operations;

/// <summary>A command whose database goes away ends with words, and a code that a script can use.</summary>
public sealed class DatabaseLostTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_that_loses_its_connection_takes_its_job_again_and_ends()
    {
        await using var database = await TestDatabase.CreateAsync();
        var organisation = await database.AddOrganisationAsync();
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(file, "Raison sociale;Couleur;Vide\nAlpha;bleu;\n", Token);
        await using var held = await HoldAsync(database, $"select pg_advisory_xact_lock(hashtextextended('imports:{organisation.Id}', 0))");

        var running = RunAsync(database, "import", "--organisation", "essai", "--kind", "entreprises", "--file", file, "--source", "essai", "--base-legale", "interet-legitime");
        await database.WaitForLockAsync(running);
        await EndAsync(database, "wait_event = 'advisory'");
        await held.DisposeAsync();
        // The lease of who lost the job is over, without the wait for it.
        Assert.Equal(1, await database.ScalarAsync<int>("with over as (update jobs set lease_until = now() where status = 'Running' returning 1) select count(*)::int from over"));
        var (exitCode, output, errors) = await running;
        File.Delete(file);

        Assert.True(exitCode == ExitCodes.Done, errors);
        using var answer = JsonDocument.Parse(output);
        Assert.Equal(1, answer.RootElement.GetProperty("created").GetInt32());
        // What nobody reads is named, unless it is empty.
        Assert.Equal(["Couleur"], answer.RootElement.GetProperty("columnsLeftAside").EnumerateArray().Select(c => c.GetString()));
    }

    [Fact]
    public async Task A_command_that_loses_its_database_says_so_without_a_trace()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.AddOrganisationAsync();
        await using var held = await HoldAsync(database, "lock table ventes in access exclusive mode");

        var running = RunAsync(database, "verify", "--organisation", "essai");
        await database.WaitForLockAsync(running);
        await EndAsync(database, "wait_event_type = 'Lock'");
        var (exitCode, output, errors) = await running;

        Assert.Equal((ExitCodes.Database, ""), (exitCode, output));
        Assert.Contains("run the same command again", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private static async Task<NpgsqlConnection> HoldAsync(TestDatabase database, string sql)
    {
        var connection = new NpgsqlConnection(database.OwnerConnection);
        await connection.OpenAsync(Token);
        await connection.BeginTransactionAsync(Token);
        await using var hold = new NpgsqlCommand(sql, connection);
        await hold.ExecuteNonQueryAsync(Token);
        return connection;
    }

    private static async Task EndAsync(TestDatabase database, string which)
    {
        await using var administrator = new NpgsqlConnection(database.AdministratorConnection);
        await administrator.OpenAsync(Token);
        await using var end = new NpgsqlCommand($"select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '{database.Name}' and pid <> pg_backend_pid() and {which}", administrator);
        Assert.Equal(1L, await end.ExecuteScalarAsync(Token));
    }

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(TestDatabase database, params string[] command) =>
        ProgramProcess.RunAsync(Path.GetTempPath(), [.. command, "--json", $"--FICHIER_DATABASE={database.OwnerConnection}", $"--FICHIER_DATABASE_APP={database.AppConnection}"]);
}
