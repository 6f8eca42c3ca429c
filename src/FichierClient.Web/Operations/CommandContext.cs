using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using FichierClient.Web.Operations.Database;

namespace FichierClient.Web.Operations;

/// <summary>What a command works with: its arguments, the database, the program's services, and one way to answer.</summary>
internal sealed class CommandContext(ParseResult arguments, WebApplication app, DatabaseSession database, bool json)
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public ParseResult Arguments { get; } = arguments;

    public WebApplication App { get; } = app;

    public IServiceProvider Services => App.Services;

    public DatabaseSession Database { get; } = database;

    /// <summary>Progress and remarks: standard error, so that standard output holds the answer alone.</summary>
    public TextWriter Remarks { get; } = Console.Error;

    /// <summary>The one answer of a command: <paramref name="result"/> as a JSON object under <c>--json</c>, else the text.</summary>
    public void Answer(object result, string text) =>
        Console.Out.WriteLine(json ? JsonSerializer.Serialize(result, JsonOptions) : text);
}
