using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Operations;
using FichierClient.Web.Operations.Database;
using FichierClient.Web.Operations.Schema;
using Npgsql;

namespace FichierClient.IntegrationTests.Operations;

public sealed class GivenDatabaseTests
{
    [Fact]
    public async Task The_owner_migrates_and_prints_one_json_object_alone()
    {
        await using var database = await TestDatabase.CreateAsync(empty: true);

        var (exitCode, output, _) = await RunAsync("migrate", "--json", database);

        Assert.Equal(ExitCodes.Done, exitCode);
        Assert.StartsWith("{\"applied\":[\"", output, StringComparison.Ordinal);
        Assert.Single(output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_migration_that_fails_ends_the_command_with_its_own_exit_code()
    {
        await using var database = await TestDatabase.CreateAsync(empty: true);
        await database.ScalarAsync<int>("create table entreprises (here_before int)");

        var (exitCode, output, errors) = await RunAsync("migrate", "--json", database);

        Assert.Equal(ExitCodes.Schema, exitCode);
        Assert.Empty(output);
        Assert.Contains("as it was before", errors, StringComparison.Ordinal);
        Assert.Equal(1L, await database.ScalarAsync<long>("select count(*) from pg_tables where schemaname in ('public', 'comptes')"));
    }

    [Fact]
    public async Task The_web_s_role_alone_never_migrates()
    {
        await using var database = await TestDatabase.CreateAsync(empty: true);

        var refusal = await Assert.ThrowsAsync<OperatorException>(() => SchemaGate.EnsureAsync(
            new DatabaseConnections(database.AppConnection, null), _ => { }, TestContext.Current.CancellationToken));

        Assert.Equal(ExitCodes.Schema, refusal.ExitCode);
        Assert.Equal(0L, await database.ScalarAsync<long>("select count(*) from pg_tables where schemaname = 'public'"));
    }

    [Fact]
    public async Task A_schema_of_a_newer_program_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ScalarAsync<int>("insert into \"__EFMigrationsHistory\" values ('99990101000000_FromTheFuture', '99')");

        var refusal = await Assert.ThrowsAsync<OperatorException>(() => SchemaGate.EnsureAsync(
            new DatabaseConnections(database.AppConnection, database.OwnerConnection), _ => { }, TestContext.Current.CancellationToken));

        Assert.Contains("FromTheFuture", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_web_refuses_an_owner_a_superuser_and_a_role_that_bypasses_row_level_security()
    {
        await using var database = await TestDatabase.CreateAsync();
        var bypassing = $"bypass_{Guid.NewGuid():N}";
        await using var administrator = NpgsqlDataSource.Create(database.AdministratorConnection);
        await using (var create = administrator.CreateCommand($"create role {bypassing} login bypassrls password 'secret'"))
        {
            await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var bypass = new NpgsqlConnectionStringBuilder(database.AppConnection) { Username = bypassing, Password = "secret", Pooling = false }.ConnectionString;
        try
        {
            Assert.Contains("owns the table", await RefusalAsync(database.OwnerConnection), StringComparison.Ordinal);
            Assert.Contains("superuser", await RefusalAsync(database.AdministratorConnection), StringComparison.Ordinal);
            Assert.Contains("BYPASSRLS", await RefusalAsync(bypass), StringComparison.Ordinal);
            await WebRole.RefusePowerAsync(database.AppConnection, TestContext.Current.CancellationToken);
        }
        finally
        {
            await using var drop = administrator.CreateCommand($"drop role {bypassing}");
            await drop.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    private static async Task<string> RefusalAsync(string connectionString) => (await Assert.ThrowsAsync<OperatorException>(
        () => WebRole.RefusePowerAsync(connectionString, TestContext.Current.CancellationToken))).Message;

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string command, string option, TestDatabase database) =>
        await ProgramProcess.RunAsync(
            Path.GetTempPath(), command, option,
            $"--FICHIER_DATABASE={database.OwnerConnection}", $"--FICHIER_DATABASE_APP={database.AppConnection}");
}
