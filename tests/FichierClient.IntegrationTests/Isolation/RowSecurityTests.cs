using FichierClient.Application.Data;
using Npgsql;

namespace FichierClient.IntegrationTests.Isolation;

/// <summary>Raw SQL as the app's role, without any filter: row-level security alone stands between two organisations.</summary>
public sealed class RowSecurityTests(TwoOrganisations both) : IClassFixture<TwoOrganisations>
{
    private const string RefusedByPolicyOrGrant = PostgresErrorCodes.InsufficientPrivilege;

    [Fact]
    public async Task Every_table_of_the_client_file_has_a_row_of_each_organisation()
    {
        Assert.True(both.Tables.Count >= 21, $"only {both.Tables.Count} tables");
        await using var owner = await both.OwnerAsync();
        foreach (var table in both.Tables)
            Assert.Equal(2, (await owner.RowsAsync($"select distinct tenant_id from {table}", r => r.GetGuid(0))).Count);
    }

    [Fact]
    public async Task Reading_shows_the_rows_of_one_organisation()
    {
        await using var app = await OursAsync();
        foreach (var table in both.Tables)
            Assert.Equal([both.Ours.Id], await app.RowsAsync($"select distinct tenant_id from {table}", r => r.GetGuid(0)));
        Assert.Equal([both.Ours.Id], await app.RowsAsync("select id from organisations", r => r.GetGuid(0)));
    }

    [Fact]
    public async Task Without_a_tenant_nothing_is_seen()
    {
        await using var app = await both.Database.Get<NpgsqlDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken);
        foreach (var table in both.Tables.Select(t => t.Name).Append("organisations"))
            Assert.Equal([0L], await app.RowsAsync($"select count(*) from {table}", r => r.GetInt64(0)));
    }

    [Fact]
    public async Task Rows_of_another_organisation_are_not_changed_nor_deleted()
    {
        await using var app = await OursAsync();
        foreach (var table in both.Tables)
        {
            Assert.True(await app.TryAsync($"update {table} set tenant_id = tenant_id where tenant_id = $1", [RefusedByPolicyOrGrant], both.Theirs.Id) is null or 0, $"update {table}");
            Assert.True(await app.TryAsync($"delete from {table} where tenant_id = $1", [RefusedByPolicyOrGrant], both.Theirs.Id) is null or 0, $"delete {table}");
        }
    }

    [Fact]
    public async Task An_update_without_a_filter_touches_our_rows_only()
    {
        await using var owner = await both.OwnerAsync();
        await using var app = await OursAsync();
        foreach (var table in both.Tables)
        {
            var ours = await owner.RowsAsync($"select count(*) from {table} where tenant_id = $1", r => r.GetInt64(0), both.Ours.Id);
            var touched = await app.TryAsync($"update {table} set tenant_id = tenant_id", [RefusedByPolicyOrGrant]);
            Assert.True(touched is null || touched == ours[0], $"{table}: {touched} of {ours[0]}");
        }
    }

    [Fact]
    public async Task Rows_are_not_given_to_another_organisation()
    {
        await using var app = await OursAsync();
        foreach (var table in both.Tables)
        {
            Assert.True(await app.TryAsync($"update {table} set tenant_id = $1", [RefusedByPolicyOrGrant], both.Theirs.Id) is null, $"{table} took our row over");
            await using var transaction = await app.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using var insert = both.Rows.Insert(app, table, both.Theirs.Id, Guid.CreateVersion7());
            var refused = await Assert.ThrowsAsync<PostgresException>(() => insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
            Assert.True(refused.SqlState == RefusedByPolicyOrGrant, $"{table}: {refused.Message}");
        }
    }

    [Fact]
    public async Task A_reference_into_another_organisation_is_refused_even_for_the_owner()
    {
        var references = both.Tables.SelectMany(t => t.References.Where(r => both.Tables.Any(p => p.Name == r.Table)).Select(r => (Table: t, Reference: r))).ToList();
        Assert.NotEmpty(references);
        await using var owner = await both.OwnerAsync();
        foreach (var (table, reference) in references)
        {
            var theirs = both.Rows.IdOf(both.Theirs.Id, reference.Table);
            var touched = await owner.TryAsync(
                $"update {table} set {reference.Column} = $1 where tenant_id = $2", [PostgresErrorCodes.ForeignKeyViolation], theirs, both.Ours.Id);
            Assert.True(touched is null, $"{table}.{reference.Column} refers to a row of another organisation");
        }
    }

    [Fact]
    public async Task Connections_that_serve_many_organisations_in_turn_never_mix_them()
    {
        var few = new NpgsqlConnectionStringBuilder(both.Database.AppConnection) { MaxPoolSize = 3, ApplicationName = "few" }.ConnectionString;
        await using var source = NpgsqlDataSource.Create(few);
        var contexts = new AppDbContextFactory(source, TimeProvider.System);
        var tenants = new[] { both.Ours.Id, both.Theirs.Id };

        await Parallel.ForAsync(0, 600, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, cancellationToken) =>
        {
            var tenant = tenants[i % 2];
            if (i % 5 == 0)
            {
                await using var nobody = await source.OpenConnectionAsync(cancellationToken);
                Assert.Equal([0L], await nobody.RowsAsync("select count(*) from entreprises", r => r.GetInt64(0)));
            }
            else if (i % 3 == 0)
            {
                await using var db = contexts.Open(tenant);
                Assert.All(db.Entreprises.Select(e => e.TenantId), t => Assert.Equal(tenant, t));
            }
            else
            {
                await using var connection = await source.OpenTenantAsync(tenant, cancellationToken);
                Assert.Equal([tenant], await connection.RowsAsync("select distinct tenant_id from entreprises", r => r.GetGuid(0)));
            }
        });
    }

    private Task<NpgsqlConnection> OursAsync() => both.Database.Get<NpgsqlDataSource>().OpenTenantAsync(both.Ours.Id, TestContext.Current.CancellationToken);
}
