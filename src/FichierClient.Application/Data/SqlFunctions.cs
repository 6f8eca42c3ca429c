using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Data;

/// <summary>Functions of PostgreSQL that queries name; they have no meaning outside of one.</summary>
public static class SqlFunctions
{
    /// <summary>Leakproof, so that it reaches an index under row-level security; <c>string.StartsWith</c> becomes a LIKE, which doesn't.</summary>
    public static bool StartsWith(string? text, string beginning) => throw new NotSupportedException();

    public static string Upper(string text) => throw new NotSupportedException();

    internal static void Register(ModelBuilder builder)
    {
        builder.HasDbFunction(typeof(SqlFunctions).GetMethod(nameof(StartsWith))!).HasName("starts_with").IsBuiltIn();
        builder.HasDbFunction(typeof(SqlFunctions).GetMethod(nameof(Upper))!).HasName("upper").IsBuiltIn();
    }
}
