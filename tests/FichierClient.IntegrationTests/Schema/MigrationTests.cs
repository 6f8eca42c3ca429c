using FichierClient.Application.Data;
using FichierClient.Application.Identity;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Operations;
using FichierClient.Web.Operations.Schema;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.IntegrationTests.Schema;

public sealed class MigrationTests
{
    [Fact]
    public async Task Migrating_twice_applies_nothing_the_second_time()
    {
        await using var database = await TestDatabase.CreateAsync(empty: true);

        var first = await SchemaMigrator.MigrateAsync(database.OwnerConnection, SchemaContext.All, TestContext.Current.CancellationToken);
        var second = await SchemaMigrator.MigrateAsync(database.OwnerConnection, SchemaContext.All, TestContext.Current.CancellationToken);

        Assert.NotEmpty(first);
        Assert.Empty(second);
        Assert.True((await SchemaVersion.ReadAsync(database.AppConnection, TestContext.Current.CancellationToken)).IsCurrent);
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_the_schema_as_it_was()
    {
        await using var database = await TestDatabase.CreateAsync(empty: true);
        // The client file comes after the accounts: its failure must take their tables along.
        await database.ScalarAsync<int>("create table entreprises (here_before int)");

        var failure = await Assert.ThrowsAsync<OperatorException>(
            () => SchemaMigrator.MigrateAsync(database.OwnerConnection, SchemaContext.All, TestContext.Current.CancellationToken));

        Assert.Equal(ExitCodes.Schema, failure.ExitCode);
        Assert.Contains("as it was", failure.Message, StringComparison.Ordinal);
        Assert.Equal("public.entreprises", await database.ScalarAsync<string>(
            "select string_agg(schemaname || '.' || tablename, ',') from pg_tables where schemaname in ('public', 'comptes')"));
        Assert.Equal(0L, await database.ScalarAsync<long>("select count(*) from pg_namespace where nspname = 'comptes'"));
    }

    [Fact]
    public async Task Two_programs_that_migrate_at_once_apply_each_migration_once()
    {
        await using var database = await TestDatabase.CreateAsync(empty: true);

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(
            () => SchemaMigrator.MigrateAsync(database.OwnerConnection, SchemaContext.All, TestContext.Current.CancellationToken))));

        Assert.Equal([0, both.Max(applied => applied.Count)], both.Select(applied => applied.Count).Order());
    }

    [Fact]
    public void The_models_have_no_change_without_a_migration()
    {
        using var file = DesignTimeFactory.ForOwner("Host=unused");
        using var accounts = AccountsDatabase.Open("Host=unused");

        Assert.False(file.Database.HasPendingModelChanges());
        Assert.False(accounts.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_migrations_are_those_that_the_contexts_know_in_their_order()
    {
        foreach (var context in SchemaContext.All)
        {
            using var db = context.Open("Host=unused");
            Assert.Equal(db.Database.GetMigrations(), context.Migrations());
        }
    }
}
