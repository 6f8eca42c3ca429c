using FichierClient.Application.Data;
using FichierClient.Domain.Exports;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Exports;

/// <summary>
/// The files of exports, in pieces in the database, whichever node wrote them. Each piece is encrypted and signed for its place
/// alone (ASP.NET Core data protection): one of another export, organisation or position can't be put in its stead.
/// </summary>
public sealed class ExportStore(AppDbContextFactory contexts, IDataProtectionProvider protection)
{
    /// <summary>Bytes of a piece before encryption; only the last one is shorter.</summary>
    public const int FragmentSize = 512 * 1024;

    private const string Purpose = "FichierClient.Exports";

    /// <summary>A stream that stores what is written to it; disposing it stores the rest.</summary>
    internal ExportFileStream Write(Guid tenantId, Guid exportId) =>
        new((numero, octets, cancellationToken) => AddAsync(tenantId, exportId, numero, octets, cancellationToken));

    /// <summary>Writes the file of an export to <paramref name="output"/>.</summary>
    public async Task CopyAsync(Guid tenantId, Guid exportId, Stream output, CancellationToken cancellationToken)
    {
        await using var connection = await contexts.DataSource.OpenTenantAsync(tenantId, cancellationToken);
        for (var numero = 0; ; numero++)
        {
            await using var command = new NpgsqlCommand("select octets from export_fragments where tenant_id = $1 and export_id = $2 and numero = $3", connection);
            foreach (var value in (object[])[tenantId, exportId, numero]) command.Parameters.Add(new NpgsqlParameter { Value = value });
            if (await command.ExecuteScalarAsync(cancellationToken) is not byte[] octets) return;
            await output.WriteAsync(Protector(tenantId, exportId, numero).Unprotect(octets), cancellationToken);
        }
    }

    /// <summary>Drops what an interrupted run left.</summary>
    public async Task DeleteAsync(Guid tenantId, Guid exportId, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        await db.ExportFragments.Where(f => f.ExportId == exportId).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task AddAsync(Guid tenantId, Guid exportId, int numero, byte[] octets, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        db.ExportFragments.Add(new ExportFragment(tenantId, exportId, numero, Protector(tenantId, exportId, numero).Protect(octets)));
        await db.SaveChangesAsync(cancellationToken);
    }

    private IDataProtector Protector(Guid tenantId, Guid exportId, int numero) =>
        protection.CreateProtector(Purpose, tenantId.ToString(), FormattableString.Invariant($"{exportId}/{numero}"));
}
