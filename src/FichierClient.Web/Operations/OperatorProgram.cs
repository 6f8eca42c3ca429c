using System.CommandLine;
using FichierClient.Application.Common;
using FichierClient.Web.Operations.Database;
using FichierClient.Web.Operations.Sauvegardes;
using FichierClient.Web.Operations.Schema;
using FichierClient.Web.Operations.Serve;
using Npgsql;

namespace FichierClient.Web.Operations;

/// <summary>The command line: parses, opens the database, builds the services, runs one command, turns its end into an exit code.</summary>
internal sealed class OperatorProgram
{
    private readonly Action<WebApplicationBuilder> addCapabilities;
    private readonly RootCommand root = new("FichierClient: the client file of a French B2B company.\n\n" + ExitCodes.Help);
    private readonly Option<bool> json = new("--json")
    {
        Description = "Print one JSON object on standard output and nothing else there.",
        Recursive = true,
    };
    private readonly Option<DirectoryInfo> data = new("--data")
    {
        Description = "Folder of the embedded database, generated passwords and mail (also FICHIER_DATA). Default: .data",
        Recursive = true,
    };
    private string[] hostArguments = [];

    public OperatorProgram(Action<WebApplicationBuilder> addCapabilities)
    {
        this.addCapabilities = addCapabilities;
        root.Options.Add(json);
        root.Options.Add(data);
    }

    public void Add(OperatorCommand command)
    {
        root.Subcommands.Add(command);
        command.SetAction((arguments, cancellation) => ExecuteAsync(command, arguments, cancellation));
        if (command is ServeCommand serve)
        {
            // The default: its options are understood without its name.
            foreach (var option in serve.Options)
            {
                root.Options.Add(option);
            }

            root.SetAction((arguments, cancellation) => ExecuteAsync(serve, arguments, cancellation));
        }
    }

    public async Task<int> RunAsync(string[] arguments)
    {
        (hostArguments, var commandArguments) = HostArguments.Split(arguments);
        var parsed = root.Parse(commandArguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync("Try --help.");
            return ExitCodes.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
    }

    private async Task<int> ExecuteAsync(OperatorCommand command, ParseResult arguments, CancellationToken cancellation)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(HostOptions());
            builder.WebHost.UseStaticWebAssets();
            builder.Configuration.AddSettingsFromFiles();
            if (arguments.GetValue(data) is { } folder)
            {
                builder.Configuration["FICHIER_DATA"] = folder.FullName;
            }

            await using var database = await DatabaseSession.OpenAsync(builder.Configuration, Remark, cancellation);
            if (command.NeedsSchema)
            {
                await SchemaGate.EnsureAsync(database.Connections, Remark, cancellation);
            }

            if (!command.WorksBehindJournal)
            {
                await JournalGate.RefuseBehindAsync(database.Connections, DossiersRegistration.Of(builder.Configuration), cancellation);
            }

            builder.Services.AddSingleton(database.Connections);
            builder.Services.AddSingleton(new Application.Exports.Organisation.ConnexionProprietaire(database.Connections.Owner));
            builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(database.Connections.App));
            addCapabilities(builder);
            command.Configure(builder, arguments);
            await using var app = builder.Build();
            return await command.RunAsync(new CommandContext(arguments, app, database, arguments.GetValue(json)), cancellation);
        }
        catch (OperatorException refusal)
        {
            Remark(refusal.Message);
            return refusal.ExitCode;
        }
        catch (Exception failure) when (DbFailures.MayPass(failure))
        {
            // The database's own words: they hold no data (disk full, too many connections, shut down).
            Remark($"{command.WhenDatabaseIsLost} ({failure.GetBaseException().Message})");
            return ExitCodes.Database;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
    }

    /// <summary>A published program finds its own files wherever it is called from; relative file names stay the caller's.</summary>
    private WebApplicationOptions HostOptions() => new()
    {
        Args = hostArguments,
        ContentRootPath = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null,
    };

    private static void Remark(string text) => Console.Error.WriteLine(text);
}
