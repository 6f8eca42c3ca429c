using FichierClient.Application.Rgpd.Information;
using FichierClient.Domain.Organisations;
using FichierClient.Web.Common;

namespace FichierClient.Web.Rgpd.Information;

/// <summary>The persons to be told as a file.</summary>
public static class InformationEndpoints
{
    private const string Path = "/rgpd/informations/personnes.csv";

    public static string FileOf(bool faites, string? source) => $"{Path}?faites={(faites ? "true" : "false")}{(source is null ? "" : $"&source={Uri.EscapeDataString(source)}")}";

    public static WebApplication MapInformations(this WebApplication app)
    {
        app.MapGet(Path, DownloadAsync).RequireAuthorization(Droits.NameOf(Permission.InformationsManage));
        return app;
    }

    private static async Task<IResult> DownloadAsync(HttpContext http, bool faites, string? source, SessionMembre session, ExportInformations export, CancellationToken cancellationToken)
    {
        if (await session.FindAsync(http.User, cancellationToken) is not { } acteur) return Results.NotFound();
        var file = await export.RunAsync(acteur, new ListInformationsRequest(faites, source), cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return file.IsSuccess ? Results.Stream(output => file.Value.WriteAsync(output, cancellationToken), file.Value.TypeMime, file.Value.NomFichier) : Results.NotFound();
    }
}
