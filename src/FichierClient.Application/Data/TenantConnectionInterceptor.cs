using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FichierClient.Application.Data;

/// <summary>
/// Tells PostgreSQL the tenant each time a context takes a connection; Npgsql's reset clears it when the connection goes
/// back to the pool. The one place where the tenant of a context is set.
/// </summary>
internal sealed class TenantConnectionInterceptor : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection, eventData);
        command.Prepare();
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection, eventData);
        await command.PrepareAsync(cancellationToken);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Command(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (eventData.Context is not AppDbContext { TenantId: var tenant } || tenant == Guid.Empty)
            throw new InvalidOperationException("A context of the client file has no tenant.");
        return TenantConnection.SetTenantCommand(connection, tenant);
    }
}
