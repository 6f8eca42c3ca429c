using Npgsql;

namespace FichierClient.Application.Organisations;

/// <summary>Finds an organisation by the name that an operator types, under the app's role: keys from the one narrow door, then each behind its own.</summary>
public sealed class OrganisationsBySlug(NpgsqlDataSource database)
{
    /// <summary>Its key; null when no organisation has this slug.</summary>
    public async Task<Guid?> FindAsync(string slug, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var list = new NpgsqlCommand("select fichier_organisations()", connection);
        foreach (var id in (Guid[])(await list.ExecuteScalarAsync(cancellationToken))!)
        {
            // Tenant and slug in one statement: the setting stands before the table is read.
            await using var command = new NpgsqlCommand(
                "with t as materialized (select set_config('app.tenant_id', $1::text, false)) select o.id from t, organisations o where o.slug = $2", connection)
            {
                Parameters = { new() { Value = id }, new() { Value = slug } },
            };
            if (await command.ExecuteScalarAsync(cancellationToken) is Guid found) return found;
        }

        return null;
    }
}
