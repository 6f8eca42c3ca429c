
namespace FichierClient.Web.Operations.Schema;

/// <summary>Brings the schema to the program's version, all of it or nothing.</summary>
internal sealed class MigrateCommand() : OperatorCommand(
    "migrate", "Brings the database's schema to this program's version: all pending migrations in one transaction, or none.")
{
    public override bool NeedsSchema => false;

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var owner = context.Database.Connections.RequireOwner();
        var before = await SchemaVersion.ReadAsync(owner, cancellationToken);
        if (before.Unknown.Count > 0)
        {
            throw new OperatorException(ExitCodes.Schema, $"The database was made by a newer program (it has {before.Unknown[^1]}). Nothing was changed.");
        }

        var applied = await SchemaMigrator.MigrateAsync(owner, SchemaContext.All, cancellationToken);
        context.Answer(
            new { applied },
            applied.Count == 0 ? "The schema is up to date." : $"Applied {applied.Count} migration(s):\n  {string.Join("\n  ", applied)}");
        return ExitCodes.Done;
    }
}
