using FichierClient.Web.Operations.Database;

namespace FichierClient.Web.Operations.Schema;

/// <summary>Before a command works: the schema is the program's. With the owner at hand it is brought there, else a difference is the end.</summary>
internal static class SchemaGate
{
    public static async Task EnsureAsync(DatabaseConnections connections, Action<string> remark, CancellationToken cancellationToken)
    {
        var version = await SchemaVersion.ReadAsync(connections.Owner ?? connections.App, cancellationToken);
        if (version.Unknown.Count > 0)
        {
            throw new OperatorException(
                ExitCodes.Schema, $"The database was made by a newer program (it has {version.Unknown[^1]}): run that one, or restore a backup.");
        }

        if (version.IsCurrent)
        {
            return;
        }

        if (connections.Owner is null)
        {
            throw new OperatorException(
                ExitCodes.Schema, $"The schema lacks {version.Missing.Count} migration(s), the first is {version.Missing[0]}: run `migrate` as the owner (FICHIER_DATABASE).");
        }

        var applied = await SchemaMigrator.MigrateAsync(connections.Owner, SchemaContext.All, cancellationToken);
        remark($"Schema: {applied.Count} migration(s) applied.");
    }
}
