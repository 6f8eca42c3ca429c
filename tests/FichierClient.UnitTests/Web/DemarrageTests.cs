using FichierClient.Application.Rgpd.Cartographie;
using FichierClient.Web.Operations.Logs;
using FichierClient.Web.Operations.Serve;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog.Core;
using Serilog.Events;

namespace FichierClient.UnitTests.Web;

/// <summary>What a program that serves has at its start: safeties that work only where they are put to work.</summary>
public sealed class DemarrageTests
{
    [Fact]
    public void A_program_that_serves_compares_the_columns_of_its_database_with_the_map()
    {
        var (builder, command) = (WebApplication.CreateBuilder(), new ServeCommand(_ => { }));
        command.Configure(builder, command.Parse([]));
        Assert.Contains(builder.Services, s => s.ServiceType == typeof(IHostedService) && s.ImplementationType == typeof(ColonnesInconnues));
    }

    [Fact]
    public async Task The_programs_own_log_loses_what_is_named_like_a_personal_field()
    {
        var sink = new Kept();
        var builder = WebApplication.CreateBuilder();
        builder.AddLogs();
        builder.Services.AddSingleton<ILogEventSink>(sink);
        await using var app = builder.Build();

        app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("essai").LogWarning("Contact {ContactId} is {Nom}", 7, "Quatrebarbes");

        var said = Assert.Single(sink.Events).RenderMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains("Contact 7 is", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Quatrebarbes", said, StringComparison.Ordinal);
    }

    private sealed class Kept : ILogEventSink
    {
        public List<LogEvent> Events { get; } = [];

        public void Emit(LogEvent logEvent) => Events.Add(logEvent);
    }
}
