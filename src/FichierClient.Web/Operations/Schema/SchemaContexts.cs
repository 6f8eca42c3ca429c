using FichierClient.Application.Data;
using FichierClient.Application.Identity;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Web.Operations.Schema;

/// <summary>A context that has migrations, and the table where they are noted.</summary>
internal sealed record SchemaContext(string History, Func<string, DbContext> Open)
{
    /// <summary>Accounts first: the client file may refer to them, never the other way round.</summary>
    public static readonly IReadOnlyList<SchemaContext> All =
    [
        new($"{AccountsDbContext.Schema}.{AccountsDatabase.HistoryTable}", AccountsDatabase.Open),
        new("public.\"__EFMigrationsHistory\"", DesignTimeFactory.ForOwner),
    ];
}
