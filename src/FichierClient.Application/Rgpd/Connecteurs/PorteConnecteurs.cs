using FichierClient.Application.Data;
using Npgsql;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>A system whose key was recognised.</summary>
public sealed record SystemeReconnu(Guid TenantId, Guid SystemeId);

/// <summary>
/// Where a connected system comes in. Nobody knows its organisation before its key is recognised: only the policy <c>cle</c> opens, and for the one row
/// of this key (decision 0008). A revoked key finds nothing.
/// </summary>
public sealed class PorteConnecteurs(AppDbContextFactory contexts)
{
    /// <returns>Null: unknown, revoked, or no key at all.</returns>
    public async Task<SystemeReconnu?> FindAsync(string? cle, CancellationToken cancellationToken)
    {
        if (!CleAcces.HasForm(cle)) return null;
        await using var connection = await contexts.DataSource.OpenConnectionAsync(cancellationToken);
        await using (var setting = new NpgsqlCommand("select set_config('app.connecteur_hash', $1, false)", connection))
        {
            setting.Parameters.Add(new NpgsqlParameter { Value = Convert.ToHexStringLower(CleAcces.Hash(cle!)) });
            await setting.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var command = new NpgsqlCommand("select tenant_id, id from systemes_connectes", connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? new SystemeReconnu(row.GetGuid(0), row.GetGuid(1)) : null;
    }
}
