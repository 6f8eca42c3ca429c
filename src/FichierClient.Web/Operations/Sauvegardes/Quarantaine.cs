using FichierClient.Application.Rgpd;
using FichierClient.Application.Rgpd.Effacements.Journal;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FichierClient.Web.Operations.Sauvegardes;

/// <summary>
/// A database that is older than the journal of erasures was restored. Until the journal is replayed and nobody erased is found any more,
/// a page that says so answers in the program's place: 503, no job runs, no mail leaves.
/// </summary>
internal static class Quarantaine
{
    private const string Page = """
        <!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Remise en service – FichierClient</title></head>
        <body style="font-family:system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem;line-height:1.5"><h1>FichierClient revient bientôt</h1>
        <p>Une sauvegarde vient d’être restaurée. Les effacements et oppositions décidés depuis sont appliqués à nouveau avant la réouverture.</p>
        <p>Rien n’est à faire de votre côté : rechargez cette page dans quelques minutes.</p></body></html>
        """;

    /// <summary>Returns when the program may open, at once when it needn't wait.</summary>
    /// <exception cref="OperatorException">It stayed closed until it was stopped.</exception>
    public static async Task PassAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var position = await JournalGate.ReadAsync(context.Database.Connections, context.Services.GetRequiredService<DossiersRgpd>(), cancellationToken);
        if (!position.EstEnRetard) return;
        await using var closed = Closed(context);
        await closed.StartAsync(cancellationToken);
        var log = context.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Quarantaine));
        log.LogWarning("The database is behind the journal (it was restored, or a program was killed): {Entries} entries are replayed before anyone is let in ({Addresses} answers 503)", position.Tete - position.Suivi, closed.Urls);
        try
        {
            var (replayed, found) = await context.Services.GetRequiredService<Rattrapage>().CatchUpAsync(position.Suivi, cancellationToken);
            if (found.Count > 0) throw new JournalException($"After the replay, traces of erased persons stand in {string.Join(", ", found.Select(f => $"{f.Table}.{f.Colonne} ({f.Nombre})"))}.");
            log.LogWarning("{Entries} entries were replayed and no trace of an erased person was found: the program opens", replayed);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "The program stays closed: the journal couldn't be replayed. {Reason}", error.Message);
            await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
            throw new OperatorException(ExitCodes.Failed, $"The program stayed closed: {error.Message}", error);
        }

        TakeOver(closed, context.App);
        await closed.StopAsync(cancellationToken);
    }

    /// <summary>Listens where the program will: what doesn't ask for health gets the page.</summary>
    private static WebApplication Closed(CommandContext context)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = context.App.Configuration["urls"] ?? context.App.Configuration[WebHostDefaults.ServerUrlsKey];
        builder.Configuration["http_ports"] = context.App.Configuration["http_ports"];
        var app = builder.Build();
        app.Run(async request =>
        {
            var isLive = request.Request.Path == "/health/live";
            request.Response.StatusCode = isLive ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            request.Response.Headers.CacheControl = "no-store";
            if (!isLive) request.Response.Headers.RetryAfter = "120";
            request.Response.ContentType = request.Request.Path.StartsWithSegments("/health") ? "text/plain; charset=utf-8" : "text/html; charset=utf-8";
            await request.Response.WriteAsync(request.Request.Path.StartsWithSegments("/health") ? (isLive ? "Healthy" : "Quarantine") : Page, request.RequestAborted);
        });
        return app;
    }

    /// <summary>A port that the system chose is kept.</summary>
    private static void TakeOver(WebApplication closed, WebApplication program)
    {
        if (closed.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses is not { Count: > 0 } addresses) return;
        program.Urls.Clear();
        foreach (var address in addresses) program.Urls.Add(address);
    }
}
