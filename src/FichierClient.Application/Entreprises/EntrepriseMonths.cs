using FichierClient.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <summary>The twelve bars beside an entreprise, read from the ledger for the rows of one page only.</summary>
internal static class EntrepriseMonths
{
    public const int Count = 12;

    private sealed record Month(Guid EntrepriseId, int Mois, long Centimes);

    public static async Task<IReadOnlyList<EntrepriseRow>> WithMonthsAsync(this AppDbContext db, IReadOnlyList<EntrepriseRow> rows, DateOnly today, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.Id).ToArray();
        var months = await db.MonthsAsync(ids, today, Count, cancellationToken);
        return [.. rows.Select(row => row with { Mois = months.GetValueOrDefault(row.Id) ?? new decimal[Count] })];
    }

    /// <summary>CA HT by calendar month up to today, oldest first, of the entreprises that have any.</summary>
    public static async Task<Dictionary<Guid, decimal[]>> MonthsAsync(this AppDbContext db, Guid[] ids, DateOnly today, int count, CancellationToken cancellationToken)
    {
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - count);
        var sums = await db.Database.SqlQuery<Month>($"""
            select v.entreprise_id, ((extract(year from v.date) - {first.Year}) * 12 + extract(month from v.date) - {first.Month})::int as mois, sum(v.centimes)::bigint as centimes
            from ventes v
            where v.tenant_id = {db.TenantId} and v.entreprise_id = any ({ids}) and v.date >= {first} and v.date <= {today} and v.comptee
            group by 1, 2
            """).ToListAsync(cancellationToken);
        return sums.GroupBy(m => m.EntrepriseId).ToDictionary(g => g.Key, g =>
        {
            var values = new decimal[count];
            foreach (var month in g) values[month.Mois] = month.Centimes / 100m;
            return values;
        });
    }
}
