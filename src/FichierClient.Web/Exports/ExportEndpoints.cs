using FichierClient.Application.Exports;
using FichierClient.Domain.Organisations;
using FichierClient.Web.Common;

namespace FichierClient.Web.Exports;

/// <summary>Files of exports.</summary>
public static class ExportEndpoints
{
    /// <summary>Where the file of an export is had, by who asked for it.</summary>
    public static string FileOf(Guid id) => $"/exports/{id}/fichier";

    public static WebApplication MapExports(this WebApplication app)
    {
        app.MapGet("/exports/{id:guid}/fichier", DownloadAsync).RequireAuthorization(Droits.NameOf(Permission.ExportsRun));
        return app;
    }

    private static async Task<IResult> DownloadAsync(HttpContext http, Guid id, SessionMembre session, OpenExport open, CancellationToken cancellationToken)
    {
        if (await session.FindAsync(http.User, cancellationToken) is not { } acteur) return Results.NotFound();
        var file = await open.RunAsync(acteur, id, cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return file.IsSuccess ? Results.Stream(output => file.Value.WriteAsync(output, cancellationToken), file.Value.TypeMime, file.Value.NomFichier) : Results.NotFound();
    }
}
