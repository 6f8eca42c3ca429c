using System.Reflection;
using FichierClient.Application.Data;
using FichierClient.Application.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Web.Operations.Schema;

/// <summary>A context that has migrations, and the table where they are noted.</summary>
internal sealed record SchemaContext(Type Context, string History, Func<string, DbContext> Open)
{
    /// <summary>Accounts first: the client file may refer to them, never the other way round.</summary>
    public static readonly IReadOnlyList<SchemaContext> All =
    [
        new(typeof(AccountsDbContext), $"{AccountsDbContext.Schema}.{AccountsDatabase.HistoryTable}", AccountsDatabase.Open),
        new(typeof(AppDbContext), "public.\"__EFMigrationsHistory\"", DesignTimeFactory.ForOwner),
    ];

    /// <summary>The migrations of this program, in order. Read from their attributes: EF would build its services first, on every start.</summary>
    public IReadOnlyList<string> Migrations() =>
    [
        .. Context.Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Migration)) && type.GetCustomAttribute<DbContextAttribute>()?.ContextType == Context)
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
            .OfType<string>()
            .Order(StringComparer.Ordinal),
    ];
}
