using System.CommandLine;
using FichierClient.Application.Doublons;
using FichierClient.Application.Exports;
using FichierClient.Application.Figures;
using FichierClient.Application.Imports;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Archives;
using FichierClient.Application.Rgpd.Cartographie;
using FichierClient.Application.Rgpd.Conservation;
using FichierClient.Application.Rgpd.Garde;
using FichierClient.Application.Rgpd.Information;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.Web.Operations.Database;
using FichierClient.Web.Operations.Demo;
using FichierClient.Web.Operations.Sauvegardes;
using Microsoft.AspNetCore.Connections;

namespace FichierClient.Web.Operations.Serve;

/// <summary>Runs the web until Ctrl-C or SIGTERM.</summary>
internal sealed class ServeCommand : OperatorCommand
{
    public const int DefaultPort = 5080;

    private readonly Action<WebApplication> useCapabilities;
    private readonly Option<int?> port = new("--port")
    {
        Description = $"Port on localhost; 0 takes a free one. Default: ASPNETCORE_URLS when set, else {DefaultPort}",
    };

    public ServeCommand(Action<WebApplication> useCapabilities)
        : base("serve", "Runs the web until Ctrl-C (the default command).")
    {
        this.useCapabilities = useCapabilities;
        Options.Add(port);
    }

    public override bool WorksBehindJournal => true;

    public override void Configure(WebApplicationBuilder builder, ParseResult arguments)
    {
        builder.Services.AddHostedService<JobWorker>();
        builder.Services.AddHostedService<FiguresNight>();
        builder.Services.AddHostedService<ImportsNight>();
        builder.Services.AddHostedService<DoublonsNight>();
        builder.Services.AddHostedService<ExportsNight>();
        builder.Services.AddHostedService<ArchivesNight>();
        builder.Services.AddHostedService<Account.ComptesNight>();
        builder.Services.AddHostedService<RegistreNight>();
        builder.Services.AddHostedService<ConservationNight>();
        builder.Services.AddHostedService<PurgesNight>();
        builder.Services.AddHostedService<InformationsNight>();
        builder.Services.AddHostedService<GardeNight>();
        builder.Services.AddHostedService<SauvegardesNight>();
        builder.Services.AddHostedService<ColonnesInconnues>();
        var chosen = arguments.GetValue(port);
        if (chosen is null && (builder.Configuration["urls"] ?? builder.Configuration["http_ports"]) is { Length: > 0 })
        {
            return;
        }

        // Kestrel can't bind "localhost" (both loopback addresses) to a port that the system chooses.
        builder.WebHost.UseUrls(chosen == 0 ? "http://127.0.0.1:0" : $"http://localhost:{chosen ?? DefaultPort}");
    }

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await WebRole.RefusePowerAsync(context.Database.Connections.App, cancellationToken);
        await Quarantaine.PassAsync(context, cancellationToken);
        await DemoStart.EnsureAsync(context, cancellationToken);
        useCapabilities(context.App);
        context.App.Lifetime.ApplicationStarted.Register(() => StartedMessage.Write(context));
        try
        {
            await context.App.RunAsync(cancellationToken);
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            throw new OperatorException(ExitCodes.Failed, $"{error.Message} Another program listens there: try --port.", error);
        }

        return ExitCodes.Done;
    }
}
