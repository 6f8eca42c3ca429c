using System.Data;
using System.Globalization;
using FichierClient.Application.Data;
using Npgsql;

namespace FichierClient.Application.Figures;

/// <summary>A month (as 2021-06) of the ledger, HT in the organisation's currency; partial when it isn't over on the day asked for.</summary>
public sealed record MoisVerifie(string Mois, decimal Ca, decimal CaAnneePrecedente, bool Partiel);

/// <summary>One of the entreprises with the largest CA 12 mois.</summary>
public sealed record EntrepriseVerifiee(Guid Id, string Nom, decimal Ca12Mois, decimal Ca12MoisPrecedents);

/// <summary>A stored figure that the ledger contradicts.</summary>
public sealed record Difference(string Figure, string Cle, string? Stocke, string? Attendu);

/// <summary>
/// The figures of an organisation computed from its ventes alone for the windows that end on <c>Au</c>, and where the stored ones differ
/// from the ledger as of <c>FiguresAu</c>, their own day. <c>Ventes</c> are those that count, of any date. <c>Differences</c> is empty when
/// they agree and holds at most <see cref="VerifyFigures.Shown"/>.
/// </summary>
public sealed record FiguresVerifiees(
    DateOnly Au, long Entreprises, long Contacts, long Ventes, decimal Ca12Mois, decimal Ca12MoisPrecedents,
    IReadOnlyList<MoisVerifie> ParMois, IReadOnlyList<EntrepriseVerifiee> TopEntreprises, IReadOnlyList<Difference> Differences, DateOnly FiguresAu);

/// <summary>Recomputes the figures from the ledger and compares the stored ones with it. Reads only, in one snapshot.</summary>
public sealed class VerifyFigures(NpgsqlDataSource database, FiguresClock clock)
{
    /// <summary>Differences given back at most: one is enough to act, a million would be no answer.</summary>
    public const int Shown = 1000;

    private const string Totals = """
        select (select count(*) from entreprises where tenant_id = $1 and supprime_le is null),
            (select count(*) from contacts where tenant_id = $1 and supprime_le is null),
            count(*), coalesce(sum(centimes) filter (where date > figures_veille($2, 1) and date <= $2), 0)::bigint,
            coalesce(sum(centimes) filter (where date > figures_veille($2, 2) and date <= figures_veille($2, 1)), 0)::bigint,
            (select au from figures_au where tenant_id = $1)
        from ventes where tenant_id = $1 and comptee
        """;

    private const string ParMois = """
        select m::date, coalesce(sum(v.centimes) filter (where v.date >= m), 0)::bigint, coalesce(sum(v.centimes) filter (where v.date < m), 0)::bigint
        from generate_series(date_trunc('month', $2::timestamp) - interval '11 months', $2::timestamp, interval '1 month') m
        left join ventes v on v.tenant_id = $1 and v.comptee and v.date <= $2
            and figures_mois(v.date) in (m::date, (m - interval '1 year')::date)
        group by m order by m
        """;

    private const string Top = """
        select e.id, e.raison_sociale, s.ca_12m, s.ca_12m_precedents from ledger_stats($1, $2) s
        join entreprises e on e.tenant_id = $1 and e.id = s.entreprise_id
        where s.ca_12m <> 0 order by s.ca_12m desc, e.id limit 10
        """;

    private const string Compared = "select figure, cle, stocke, attendu from figures_differences($1) order by figure, cle limit $2";

    /// <param name="tenantId">The organisation.</param>
    /// <param name="au">The last day of the windows; null: today in the organisation's zone.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public async Task<FiguresVerifiees> RunAsync(Guid tenantId, DateOnly? au, CancellationToken cancellationToken)
    {
        var day = au ?? await clock.TodayAsync(tenantId, cancellationToken);
        await using var connection = await database.OpenTenantAsync(tenantId, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction) { Timeout = 0 };
        foreach (var (sql, second) in new (string, object)[] { (Totals, day), (ParMois, day), (Top, day), (Compared, Shown) })
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql) { Parameters = { new() { Value = tenantId }, new() { Value = second } } });
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        var totals = new FiguresVerifiees(
            day, rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2), Euros(rows.GetInt64(3)), Euros(rows.GetInt64(4)), [], [], [], rows.GetFieldValue<DateOnly>(5));
        var mois = await ReadAsync(rows, r => Mois(r, day), cancellationToken);
        var top = await ReadAsync(rows, r => new EntrepriseVerifiee(r.GetGuid(0), r.GetString(1), Euros(r.GetInt64(2)), Euros(r.GetInt64(3))), cancellationToken);
        var differences = await ReadAsync(rows, r => new Difference(r.GetString(0), r.GetString(1), Text(r, 2), Text(r, 3)), cancellationToken);
        return totals with { ParMois = mois, TopEntreprises = top, Differences = differences };
    }

    private static async Task<List<T>> ReadAsync<T>(NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await rows.NextResultAsync(cancellationToken);
        var list = new List<T>();
        while (await rows.ReadAsync(cancellationToken)) list.Add(read(rows));
        return list;
    }

    private static MoisVerifie Mois(NpgsqlDataReader row, DateOnly day)
    {
        var mois = row.GetFieldValue<DateOnly>(0);
        return new(mois.ToString("yyyy-MM", CultureInfo.InvariantCulture), Euros(row.GetInt64(1)), Euros(row.GetInt64(2)), mois.AddMonths(1) > day.AddDays(1));
    }

    private static decimal Euros(long centimes) => centimes / 100m;

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
