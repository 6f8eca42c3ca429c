using FichierClient.Application.Common;
using FichierClient.Application.Exports;
using FichierClient.Application.Rgpd.Conservation;
using FichierClient.Domain.Organisations;
using FichierClient.Web.Common;

namespace FichierClient.Web.Rgpd.Conservation;

/// <summary>Lists and minutes of runs as files.</summary>
public static class ConservationEndpoints
{
    public const string Path = "/rgpd/conservation";

    public static string Sheet(Guid id) => $"{Path}/{id}";

    public static string ListOf(Guid id) => $"{Path}/{id}/personnes.csv";

    public static string MinutesOf(Guid id, bool json) => $"{Path}/proces-verbaux/{id}{(json ? ".json" : ".pdf")}";

    public static WebApplication MapConservation(this WebApplication app)
    {
        var pages = app.MapGroup(Path).RequireAuthorization(Droits.NameOf(Permission.ConservationManage));
        pages.MapGet("/{id:guid}/personnes.csv", (HttpContext http, Guid id, SessionMembre session, ExportPassage export, CancellationToken cancellationToken) =>
            SendAsync(http, session, acteur => export.RunAsync(acteur, new ExportPassageRequest(id), cancellationToken), cancellationToken));
        pages.MapGet("/proces-verbaux/{id:guid}.pdf", (HttpContext http, Guid id, SessionMembre session, ExportProcesVerbal export, CancellationToken cancellationToken) =>
            SendAsync(http, session, acteur => export.RunAsync(acteur, new ExportProcesVerbalRequest(id, Json: false), cancellationToken), cancellationToken));
        pages.MapGet("/proces-verbaux/{id:guid}.json", (HttpContext http, Guid id, SessionMembre session, ExportProcesVerbal export, CancellationToken cancellationToken) =>
            SendAsync(http, session, acteur => export.RunAsync(acteur, new ExportProcesVerbalRequest(id, Json: true), cancellationToken), cancellationToken));
        return app;
    }

    private static async Task<IResult> SendAsync(HttpContext http, SessionMembre session, Func<Acteur, Task<Outcome<FichierExporte>>> run, CancellationToken cancellationToken)
    {
        if (await session.FindAsync(http.User, cancellationToken) is not { } acteur) return Results.NotFound();
        var file = await run(acteur);
        http.Response.Headers.CacheControl = "no-store";
        return file.IsSuccess ? Results.Stream(output => file.Value.WriteAsync(output, cancellationToken), file.Value.TypeMime, file.Value.NomFichier) : Results.NotFound();
    }
}
