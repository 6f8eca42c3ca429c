using FichierClient.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <summary>What stands beside each entreprise of a page and is many: its étiquettes and twelve bars, in one round trip.</summary>
internal static class EntrepriseBeside
{
    public const int Months = 12;

    /// <summary>A month's CA, or (with a name) an étiquette.</summary>
    private sealed record Part(Guid EntrepriseId, int Mois, long Centimes, string? Etiquette);

    /// <summary>The rows with their étiquettes by name and, from the ledger, their CA by calendar month up to today, oldest first.</summary>
    public static async Task<IReadOnlyList<EntrepriseRow>> WithPartsAsync(this AppDbContext db, IReadOnlyList<EntrepriseRow> rows, DateOnly today, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.Id).ToArray();
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - Months);
        var parts = (await db.Database.SqlQuery<Part>($"""
            select v.entreprise_id, ((extract(year from v.date) - {first.Year}) * 12 + extract(month from v.date) - {first.Month})::int as mois, sum(v.centimes)::bigint as centimes, null as etiquette
            from ventes v
            where v.tenant_id = {db.TenantId} and v.entreprise_id = any ({ids}) and v.date >= {first} and v.date <= {today} and v.comptee
            group by 1, 2
            union all
            select l.entreprise_id, 0, 0, t.nom from entreprise_etiquettes l join etiquettes t on t.tenant_id = {db.TenantId} and t.id = l.etiquette_id
            where l.tenant_id = {db.TenantId} and l.entreprise_id = any ({ids})
            """).ToListAsync(cancellationToken)).ToLookup(p => p.EntrepriseId);
        return [.. rows.Select(row =>
        {
            var mois = new decimal[Months];
            foreach (var month in parts[row.Id].Where(p => p.Etiquette is null)) mois[month.Mois] = month.Centimes / 100m;
            return row with { Mois = mois, Etiquettes = [.. parts[row.Id].Select(p => p.Etiquette).OfType<string>().Order(StringComparer.CurrentCulture)] };
        })];
    }
}
