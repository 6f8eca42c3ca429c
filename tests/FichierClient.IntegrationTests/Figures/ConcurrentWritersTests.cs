using System.Collections.Concurrent;
using FichierClient.Domain.Imports;
using FichierClient.IntegrationTests.Imports;
using FichierClient.IntegrationTests.Infrastructure;
using Npgsql;
using static FichierClient.IntegrationTests.Figures.FiguresLedger;

namespace FichierClient.IntegrationTests.Figures;

/// <summary>The stored figures always equal the ledger, whatever several writers do to the same few entreprises at once.</summary>
public sealed class ConcurrentWritersTests
{
    private const int Writers = 8, Steps = 60, Importers = 2, Files = 4, Rows = 150;

    private static readonly DateOnly Today = new(2026, 3, 15);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Figures_equal_the_ledger_after_random_work_of_eight_writers(int seed)
    {
        await using var db = await TestDatabase.CreateAsync();
        var ledger = await FiguresLedger.CreateAsync(db);
        var ventes = new ConcurrentDictionary<int, Guid>();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(ledger, ventes, new Random(seed * 100 + writer))));

        Assert.Empty(await ledger.DifferencesAsync());
        Assert.NotEqual(0, await db.ScalarAsync<long>($"select sum(ca_total)::bigint from entreprise_stats where tenant_id = '{ledger.Tenant}'"));
    }

    [Fact]
    public async Task Figures_equal_the_ledger_after_imports_beside_writers()
    {
        await using var db = await TestDatabase.CreateAsync();
        var ledger = await FiguresLedger.CreateAsync(db);
        var ventes = new ConcurrentDictionary<int, Guid>();
        await Task.WhenAll(Enumerable.Range(0, Importers).Select(n => ImportAsync(ledger, new Random(n)))
            .Concat(Enumerable.Range(0, Writers / 2).Select(writer => WriteAsync(ledger, ventes, new Random(1000 + writer)))));

        Assert.Empty(await ledger.DifferencesAsync());
        Assert.NotEqual(0, await db.ScalarAsync<long>("select count(*) from ventes v where numero like 'I%' and (select count(*) from vente_lignes l where l.vente_id = v.id) > 1"));
    }

    [Fact]
    public async Task Two_ventes_of_one_entreprise_written_at_once_both_count()
    {
        await using var db = await TestDatabase.CreateAsync();
        var ledger = await FiguresLedger.CreateAsync(db);
        await using var first = await ledger.OpenAsync();
        await using var second = await ledger.OpenAsync();
        await using var transaction = await first.BeginTransactionAsync(TestContext.Current.CancellationToken);
        // In two windows: of all stored rows they share the entreprise's alone, which is recomputed from what each can see.
        var day = db.Today;
        await ledger.AddAsync(first, 1, day.AddDays(-10), (10m, 1));

        var waiting = ledger.AddAsync(second, 1, day.AddDays(-500), (20m, 1));
        while (!waiting.IsCompleted && await db.ScalarAsync<long>($"select count(*) from pg_locks where pid = {second.ProcessID} and not granted") == 0)
            await Task.Yield();
        Assert.False(waiting.IsCompleted);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        await waiting;

        Assert.Empty(await ledger.DifferencesAsync());
    }

    private static async Task WriteAsync(FiguresLedger ledger, ConcurrentDictionary<int, Guid> ventes, Random random)
    {
        await using var connection = await ledger.OpenAsync();
        for (var step = 0; step < Steps; step++)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            try
            {
                for (var statement = random.Next(1, 4); statement > 0; statement--) await ChangeAsync(connection, ledger, ventes, random);
                if (random.Next(8) != 0) await transaction.CommitAsync();
            }
            catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.ForeignKeyViolation)
            {
                // Another writer put the entreprise in the trash meanwhile: rolled back, nothing may remain of it.
            }
        }
    }

    /// <summary>Flat files that make and change the same entreprises and ventes: new days, canaux, départements, produits and lines.</summary>
    private static async Task ImportAsync(FiguresLedger ledger, Random random)
    {
        var harness = new ImportHarness(ledger.Database, ledger.Organisation);
        for (var file = 0; file < Files; file++)
        {
            // An invoice has one day in a file, and another one in the next.
            var days = Enumerable.Range(0, 60).Select(_ => Today.AddDays(random.Next(-900, 40))).ToList();
            var rows = Enumerable.Range(0, Rows).Select(_ => random.Next(60)).Select(n =>
                $"E{n % FiguresLedger.Entreprises + 1};{random.Next(10, 13)}000;Canal {random.Next(1, Canaux + 1)};I{n};{days[n]:dd/MM/yyyy};P{random.Next(1, Produits + 1)};Article;{random.Next(-500, 10_000)},50\n");
            var id = await harness.ReceiveAsync("Société;Code postal;Canal;Numéro facture;Date facture;Code produit;Désignation;Montant HT\n" + string.Concat(rows), GenreImport.Mixte);
            var details = await harness.RunAsync(id);
            Assert.Equal((StatutImport.Termine, Rows), (details.Statut, details.Bilan!.Lignes));
        }
    }

    private static Task ChangeAsync(NpgsqlConnection connection, FiguresLedger ledger, ConcurrentDictionary<int, Guid> ventes, Random random)
    {
        var entreprise = random.Next(1, FiguresLedger.Entreprises + 1);
        var vente = ventes.IsEmpty ? Guid.Empty : ventes[random.Next(ventes.Count)];
        var date = Today.AddDays(random.Next(-900, 40));
        return random.Next(16) switch
        {
            0 => ExecuteAsync(connection, "update ventes set statut = case statut when 'Validee' then 'Annulee' else 'Validee' end where id = $1 and supprime_le is null", vente),
            1 => ExecuteAsync(connection, "update ventes set date = $2 where id = $1", vente, date),
            2 => ExecuteAsync(connection, "update ventes v set supprime_le = case when supprime_le is null then now() end where id = $1 and exists (select from entreprises e where e.id = v.entreprise_id and e.supprime_le is null)", vente),
            3 => ExecuteAsync(connection, "update ventes v set entreprise_id = $2 where id = $1 and exists (select from entreprises e where e.id = $2 and e.supprime_le is null)", vente, Id(3, entreprise)),
            4 => ExecuteAsync(connection, "update ventes set commercial_id = case when commercial_id is null then $2 end where id = $1", vente, ledger.Commercial),
            5 => ExecuteAsync(connection, "delete from vente_lignes where vente_id = $1", vente),
            6 => DeleteAsync(connection, vente),
            7 => ExecuteAsync(connection, "update vente_lignes set montant = montant * 2, produit_id = $2 where vente_id = $1", vente, Id(2, random.Next(1, Produits + 1))),
            8 => ExecuteAsync(connection, "update entreprises set canal_id = $2 where id = $1", Id(3, entreprise), random.Next(3) == 0 ? DBNull.Value : Id(1, random.Next(1, Canaux + 1))),
            9 => ExecuteAsync(connection, "update entreprises set departement = $2, canal_id = null where id in ($1, $3)", Id(3, entreprise), $"{random.Next(10, 13)}", Id(3, 1 + entreprise % FiguresLedger.Entreprises)),
            10 => ExecuteAsync(connection, "update entreprises set supprime_le = case when supprime_le is null then now() end where id = $1", Id(3, entreprise)),
            11 => ExecuteAsync(connection, "select figures_advance($1)", Today.AddDays(random.Next(-3, 400))),
            12 => ExecuteAsync(connection, "update ventes set montant = montant + 1.01, type = case when montant + 1.01 < 0 then 'Avoir' else 'Facture' end where entreprise_id = $1", Id(3, entreprise)),
            _ => InsertAsync(connection, ledger, ventes, random, entreprise, date),
        };
    }

    private static async Task DeleteAsync(NpgsqlConnection connection, Guid vente)
    {
        await ExecuteAsync(connection, "delete from vente_lignes where vente_id = $1", vente);
        await ExecuteAsync(connection, "delete from ventes where id = $1", vente);
    }

    private static async Task InsertAsync(
        NpgsqlConnection connection, FiguresLedger ledger, ConcurrentDictionary<int, Guid> ventes, Random random, int entreprise, DateOnly date)
    {
        await ExecuteAsync(connection, "update entreprises set supprime_le = null where id = $1 and supprime_le is not null", Id(3, entreprise));
        var sign = random.Next(10) == 0 ? -1 : 1;
        var id = await ledger.AddAsync(connection, entreprise, date, [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (sign * random.Next(1, 100_000) / 100m, random.Next(0, Produits + 1)))]);
        ventes.TryAdd(ventes.Count, id);
    }
}
