using FichierClient.Application.Data;
using Npgsql;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>A system whose key was recognised.</summary>
public sealed record SystemeReconnu(Guid TenantId, Guid SystemeId);

/// <summary>
/// Where a connected system comes in. Nobody knows its organisation before its key is recognised: only the policy <c>cle</c> opens, and for the one row
/// of this key (decision 0008). A revoked key opens nothing but the answer to what its system is still told of.
/// </summary>
public sealed class PorteConnecteurs(AppDbContextFactory contexts)
{
    /// <returns>Null: unknown, revoked, or no key at all.</returns>
    public async Task<SystemeReconnu?> FindAsync(string? cle, CancellationToken cancellationToken) =>
        await ReadAsync(cle, cancellationToken) is (var systeme, false) ? systeme : null;

    /// <summary>For an acknowledgement alone: what a revoked system holds stays its duty, and it says so by the key that it has.</summary>
    /// <returns>Null: unknown, or no key at all.</returns>
    public async Task<SystemeReconnu?> FindForAccuseAsync(string? cle, CancellationToken cancellationToken) => (await ReadAsync(cle, cancellationToken))?.Systeme;

    private async Task<(SystemeReconnu Systeme, bool EstRevoque)?> ReadAsync(string? cle, CancellationToken cancellationToken)
    {
        if (!CleAcces.HasForm(cle)) return null;
        await using var connection = await contexts.DataSource.OpenConnectionAsync(cancellationToken);
        await using (var setting = new NpgsqlCommand("select set_config('app.connecteur_hash', $1, false)", connection))
        {
            setting.Parameters.Add(new NpgsqlParameter { Value = Convert.ToHexStringLower(CleAcces.Hash(cle!)) });
            await setting.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var command = new NpgsqlCommand("select tenant_id, id, revoque_le is not null from systemes_connectes limit 2", connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken)) return null;
        var found = (new SystemeReconnu(row.GetGuid(0), row.GetGuid(1)), row.GetBoolean(2));
        // One key for two is nobody's.
        return await row.ReadAsync(cancellationToken) ? null : found;
    }
}
