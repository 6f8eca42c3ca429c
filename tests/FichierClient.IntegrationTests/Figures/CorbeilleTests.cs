using FichierClient.IntegrationTests.Infrastructure;
using Npgsql;
using static FichierClient.IntegrationTests.Figures.FiguresLedger;

namespace FichierClient.IntegrationTests.Figures;

/// <summary>A figure never includes a row that its reader may not open: an entreprise takes its ventes to the trash and back.</summary>
public sealed class CorbeilleTests
{
    [Fact]
    public async Task An_entreprise_takes_its_ventes_to_the_trash_and_brings_back_those_it_took()
    {
        await using var db = await TestDatabase.CreateAsync();
        var ledger = await FiguresLedger.CreateAsync(db);
        await using var connection = await ledger.OpenAsync();
        var today = db.Today.AddDays(-10);
        await ledger.AddAsync(connection, 1, today, (10m, 1));
        var gone = await ledger.AddAsync(connection, 1, today, (20m, 1));
        await ExecuteAsync(connection, "update ventes set supprime_le = now() - interval '1 day' where id = $1", gone);

        await ExecuteAsync(connection, "update entreprises set supprime_le = now() where id = $1", Id(3, 1));
        var trashed = await db.ScalarAsync<long>("select coalesce(sum(factures), 0)::bigint from ca_jours");
        await ExecuteAsync(connection, "update entreprises set supprime_le = null where id = $1", Id(3, 1));

        Assert.Equal(0, trashed);
        Assert.Equal(1000, await db.ScalarAsync<long>("select sum(factures)::bigint from ca_jours"));
        Assert.Equal(1, await db.ScalarAsync<long>("select count(*) from ventes where supprime_le is not null"));
        Assert.Empty(await ledger.DifferencesAsync());
    }

    [Fact]
    public async Task A_vente_that_counts_can_not_be_written_to_an_entreprise_in_the_trash()
    {
        await using var db = await TestDatabase.CreateAsync();
        var ledger = await FiguresLedger.CreateAsync(db);
        await using var connection = await ledger.OpenAsync();
        await ExecuteAsync(connection, "update entreprises set supprime_le = now() where id = $1", Id(3, 1));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ledger.AddAsync(connection, 1, new DateOnly(2026, 1, 1), (10m, 1)));

        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, refused.SqlState);
    }

    [Fact]
    public async Task One_statement_can_not_change_a_vente_and_its_lines()
    {
        await using var db = await TestDatabase.CreateAsync();
        var ledger = await FiguresLedger.CreateAsync(db);
        await using var connection = await ledger.OpenAsync();
        var vente = await ledger.AddAsync(connection, 1, new DateOnly(2026, 1, 1), (10m, 1));

        await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection,
            "with l as (delete from vente_lignes where vente_id = $1) delete from ventes where id = $1", vente));
        await ExecuteAsync(connection, "delete from vente_lignes where vente_id = $1", vente);

        Assert.Empty(await ledger.DifferencesAsync());
    }

    [Fact]
    public async Task The_app_can_not_write_a_figure()
    {
        await using var db = await TestDatabase.CreateAsync();
        var ledger = await FiguresLedger.CreateAsync(db);
        await using var connection = await ledger.OpenAsync();
        foreach (var table in new[] { "figures_au", "entreprise_stats", "ca_jours", "ca_commerciaux", "ca_departements", "ca_produits" })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection, $"delete from {table}"));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }

        await ExecuteAsync(connection, "set figures.deferred = 'on'");
        await ledger.AddAsync(connection, 1, new DateOnly(2026, 1, 1), (10m, 1));

        Assert.Empty(await ledger.DifferencesAsync());
    }
}
