using FichierClient.Application.Jobs;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FichierClient.Web.Operations.Telemetry;

/// <summary>Metrics and traces by OpenTelemetry, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where they go; else nothing is measured.</summary>
internal static class TelemetryRegistration
{
    /// <summary>Requests, circuits and queries, as .NET and Npgsql name their sources.</summary>
    private static readonly string[] Meters =
    [
        JobTelemetry.Source, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Components",
        "Microsoft.AspNetCore.Components.Lifecycle", "Microsoft.AspNetCore.Components.Server.Circuits", "Npgsql", "System.Runtime",
    ];

    private static readonly string[] Activities =
        [JobTelemetry.Source, "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Components.Server.Circuits"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        // The exporter reads the standard OTEL_* variables itself; query strings are redacted by the instrumentation.
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("fichierclient"))
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddOtlpExporter())
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddNpgsql().AddSource(Activities).AddOtlpExporter());
    }
}
