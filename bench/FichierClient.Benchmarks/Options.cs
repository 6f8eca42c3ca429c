using System.Globalization;

namespace FichierClient.Benchmarks;

/// <summary>What is measured, and where.</summary>
/// <param name="App">Connection of the app's role.</param>
/// <param name="Owner">Connection of the owner, for tables without triggers to compare with; empty: those lines are left out.</param>
/// <param name="Bypass">Connection of a role with BYPASSRLS; empty: those lines are left out.</param>
/// <param name="Organisation">Slug of the organisation.</param>
/// <param name="Only">Parts of names of lines; none: all.</param>
/// <param name="Iterations">Of each line.</param>
internal sealed record Options(string App, string Owner, string Bypass, string Organisation, string[] Only, int Iterations)
{
    public static Options Parse(string[] args)
    {
        string Value(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : otherwise;
        var app = Value("--app", Environment.GetEnvironmentVariable("FICHIER_DATABASE_APP") ?? "");
        if (app.Length == 0) throw new ArgumentException("--app CONNECTION (or FICHIER_DATABASE_APP): the app's role on a database with a filled organisation.");
        return new Options(
            app, Value("--owner", ""), Value("--bypass", ""), Value("--organisation", "bench"),
            Value("--only", "").Split(',', StringSplitOptions.RemoveEmptyEntries), int.Parse(Value("--iterations", "30"), CultureInfo.InvariantCulture));
    }
}
