using FichierClient.Application.Data;
using FichierClient.Domain.Imports;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace FichierClient.Application.Imports;

/// <summary>
/// The original files of imports, in pieces in the database, whichever node received them. Each piece is encrypted and signed for its
/// place alone (ASP.NET Core data protection), as the files of exports are: who reads this table, or a copy of it, reads no client file without the keys, which are in the accounts' schema.
/// </summary>
public sealed class ImportOriginals(NpgsqlDataSource database, IDataProtectionProvider protection)
{
    private const string Purpose = "FichierClient.Imports";

    /// <summary>A piece as it is stored.</summary>
    public ImportFragment Protect(Guid tenantId, Guid importId, int numero, byte[] octets) =>
        new(tenantId, importId, numero, Protector(tenantId, importId, numero).Protect(octets));

    /// <summary>The whole file, read piece by piece.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="importId">The import.</param>
    /// <param name="length">Bytes of the whole file, as the import knows them.</param>
    public ImportFileStream Open(Guid tenantId, Guid importId, long length) =>
        new((numero, cancellationToken) => FetchAsync(tenantId, importId, numero, cancellationToken), length);

    private async Task<byte[]> FetchAsync(Guid tenantId, Guid importId, int numero, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenTenantAsync(tenantId, cancellationToken);
        await using var command = new NpgsqlCommand("select octets, est_chiffre from import_fragments where tenant_id = $1 and import_id = $2 and numero = $3", connection);
        foreach (var value in (object[])[tenantId, importId, numero]) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return [];
        var octets = reader.GetFieldValue<byte[]>(0);
        // Pieces that an older version stored are as they were, for what is left of their thirty days.
        return reader.GetBoolean(1) ? Unprotect(tenantId, importId, numero, octets) : octets;
    }

    /// <summary>A stored piece, readable.</summary>
    internal byte[] Unprotect(Guid tenantId, Guid importId, int numero, byte[] octets) => Protector(tenantId, importId, numero).Unprotect(octets);

    private IDataProtector Protector(Guid tenantId, Guid importId, int numero) =>
        protection.CreateProtector(Purpose, tenantId.ToString(), FormattableString.Invariant($"{importId}/{numero}"));
}
