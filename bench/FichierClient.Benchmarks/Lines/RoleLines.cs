using Npgsql;

namespace FichierClient.Benchmarks.Lines;

/// <summary>The same SQL with row-level security and as a role that it doesn't hold for.</summary>
internal static class RoleLines
{
    private static readonly (string Name, string Sql)[] Queries =
    [
        ("count of the ventes", "select count(*) from ventes where tenant_id = $1"),
        ("50 by CA 12 mois", "select e.raison_sociale, s.ca_12m from entreprise_stats s join entreprises e on e.tenant_id = $1 and e.id = s.entreprise_id where s.tenant_id = $1 order by s.ca_12m desc, s.entreprise_id desc limit 50"),
        ("ventes of an entreprise", "select * from ventes where tenant_id = $1 and entreprise_id = (select entreprise_id from entreprise_stats where tenant_id = $1 order by ca_12m desc limit 1)"),
        ("CA by commercial from the ledger, 12 months", "select commercial_id, sum(centimes) from ventes where tenant_id = $1 and date > current_date - 365 and comptee group by 1"),
    ];

    public static Task<IEnumerable<Line>> Of(World world, string bypass)
    {
        if (bypass.Length == 0) return Task.FromResult(Enumerable.Empty<Line>());
        var free = NpgsqlDataSource.Create(bypass);
        return Task.FromResult(Queries.Select(q => new Line($"RLS: {q.Name}", () => world.SqlAsync([q.Sql]), async () =>
        {
            await using var connection = await Application.Data.TenantConnection.OpenTenantAsync(free, world.Tenant);
            await World.ReadAllAsync(connection, [q.Sql], [world.Tenant]);
        }, 1.1, null)));
    }
}
