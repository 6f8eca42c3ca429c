using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FichierClient.Application.Data;

/// <summary>
/// Queries whose plan each connection keeps. Planning a sheet costs PostgreSQL ten times what reading its rows does. For look-ups
/// by key and for sums that are kept: a list's best plan depends on its filter, and the one plan that is kept would be a bad one for some.
/// </summary>
internal static class PreparedQueries
{
    private const string Mark = "Prepared";

    /// <summary>The query is prepared the first time that a connection runs it.</summary>
    public static IQueryable<T> Prepared<T>(this IQueryable<T> query) => query.TagWith(Mark);

    /// <summary>The same where one plan is right for all: a list without a filter walks its index, whatever stands in it.</summary>
    public static IQueryable<T> PreparedIf<T>(this IQueryable<T> query, bool isPrepared) => isPrepared ? query.Prepared() : query;

    /// <summary>Prepares what <see cref="Prepared{T}"/> marked.</summary>
    public sealed class Interceptor : DbCommandInterceptor
    {
        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.StartsWith($"-- {Mark}", StringComparison.Ordinal)) await command.PrepareAsync(cancellationToken);
            return result;
        }
    }
}
