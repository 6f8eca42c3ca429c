using FichierClient.IntegrationTests.Infrastructure;
using Npgsql;

namespace FichierClient.IntegrationTests.Isolation;

/// <summary>Two organisations with a row each in every table of the client file: the first one attacks, the second one must not be reached.</summary>
public sealed class TwoOrganisations : IAsyncLifetime
{
    internal TestDatabase Database { get; private set; } = null!;
    internal TestOrganisation Ours { get; private set; } = null!;
    internal TestOrganisation Theirs { get; private set; } = null!;
    internal IReadOnlyList<TenantTable> Tables { get; private set; } = [];
    internal CanaryRows Rows { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        Ours = await Database.AddOrganisationAsync("nous");
        Theirs = await Database.AddOrganisationAsync("eux");
        await using var owner = await OwnerAsync();
        Tables = await TenantTable.ReadAsync(owner);
        Rows = new CanaryRows(Tables);
        await Rows.FillAsync(owner, Ours.Id);
        await Rows.FillAsync(owner, Theirs.Id);
    }

    public async ValueTask DisposeAsync() => await Database.DisposeAsync();

    /// <summary>A connection that sees everything.</summary>
    internal async Task<NpgsqlConnection> OwnerAsync()
    {
        var connection = new NpgsqlConnection(Database.OwnerConnection);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>What the other organisation holds, as one value: any change of any of its rows changes it.</summary>
    internal async Task<string> FingerprintOfTheirsAsync()
    {
        await using var owner = await OwnerAsync();
        var sql = string.Join(" union all ", Tables.Select(t => $"select '{t.Name}', md5(string_agg(t::text, '' order by t::text)) from {t.Name} t where tenant_id = $1"));
        return string.Join('\n', await owner.RowsAsync(sql, r => $"{r.GetString(0)} {r.GetValue(1)}", Theirs.Id));
    }
}
