using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports.Engine;

internal static class RunQueries
{
    /// <summary>Entities as this run sees them, tracked so that parts find their record; the trash included.</summary>
    /// <param name="run">The preview or run.</param>
    /// <param name="table">One of the covered tables.</param>
    /// <param name="column">The column that <paramref name="ids"/> are of.</param>
    /// <param name="ids">Which rows.</param>
    public static IQueryable<T> Query<T>(this RunContext run, string table, string column, Guid[] ids) where T : TenantEntity
    {
        // Names of the engine's own tables and columns; the values are parameters.
        var sql = $"{run.Tables.SelectAll(table)} where x.tenant_id = {{0}} and x.{column} = any ({{1}})";
        return run.Db.Set<T>().FromSqlRaw(sql, run.TenantId, ids).IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).AsTracking();
    }
}
