using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Compliance.Classification;
using Microsoft.Extensions.Compliance.Redaction;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace FichierClient.Web.Operations.Logs;

/// <summary>
/// Logs on standard error (standard output belongs to a command's answer): lines for a person at a terminal, JSON for
/// everything else. They carry request, circuit and trace ids, never a name, an e-mail or a phone number.
/// </summary>
internal static class LogsRegistration
{
    private const string Line = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj} {RequestId}{CircuitId}{NewLine}{Exception}";

    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<CircuitHandler, CircuitLogScope>();
        builder.Services.AddSingleton<ILogEventSink>(_ => new StandardErrorSink(Console.IsErrorRedirected ? Json() : Lines()));
        builder.Services.AddRedaction(redaction => redaction.SetRedactor<ErasingRedactor>(new DataClassificationSet(TaxonomieDonnees.Personnelle)));
        builder.Services.AddSerilog(
            (services, logs) => logs
                .MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                // It warns that its keys rest unencrypted: they rest in the database, like everything that they protect.
                .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
                .MinimumLevel.Override("System", LogEventLevel.Warning)
                .MinimumLevel.Override("Npgsql", LogEventLevel.Warning)
                .ReadFrom.Configuration(builder.Configuration)
                .ReadFrom.Services(services)
                .Enrich.FromLogContext()
                // Last: it sees what all others added.
                .Enrich.With(new RedactionEnricher(services.GetRequiredService<IRedactorProvider>())),
            preserveStaticLogger: true);
    }

    /// <summary>One line a request, with its path but not its query: a search holds names.</summary>
    public static void UseRequestLogs(this WebApplication app) => app.UseSerilogRequestLogging(options =>
    {
        // Not Serilog's static logger: several programs can live in one process, as in the tests.
        options.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
        options.MessageTemplate = "{RequestMethod} {RequestPath} answered {StatusCode} in {Elapsed:0} ms";
        options.GetLevel = (http, _, error) => error is not null || http.Response.StatusCode >= 500 ? LogEventLevel.Error
            : IsNoise(http) ? LogEventLevel.Debug
            : LogEventLevel.Information;
    });

    private static bool IsNoise(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/health") || http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    private static MaskingFormatter Json() => new(new RenderedCompactJsonFormatter());

    private static MaskingFormatter Lines() => new(new MessageTemplateTextFormatter(Line, System.Globalization.CultureInfo.InvariantCulture));
}
