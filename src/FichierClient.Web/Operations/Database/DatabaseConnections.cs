namespace FichierClient.Web.Operations.Database;

/// <summary>
/// The two ways in. <see cref="App"/> is what the web works with: no owner, no BYPASSRLS.
/// <see cref="Owner"/> owns the tables (migrations, commands that must see everything); null when it wasn't given.
/// </summary>
internal sealed record DatabaseConnections(string App, string? Owner)
{
    /// <summary>The owner's connection string, or a refusal that says which setting is missing.</summary>
    public string RequireOwner() => Owner ?? throw new OperatorException(
        ExitCodes.Usage,
        "This needs the owner of the database: set FICHIER_DATABASE (FICHIER_DATABASE_APP alone is the web's role).");
}
