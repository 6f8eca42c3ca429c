using FichierClient.Application.Rgpd.Registre;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Registre;
using FichierClient.Web.Common;

namespace FichierClient.Web.Rgpd.Registre;

/// <summary>The register as a file.</summary>
public static class RegistreEndpoints
{
    private const string Path = "/rgpd/registre/fichier";

    /// <summary>Where a register, or one sheet of it, is had as a file.</summary>
    public static string FileOf(FormatRegistre format, GenreRegistre registre, Guid? id = null) => $"{Path}?format={format}&genre={registre}{(id is null ? "" : $"&id={id}")}";

    public static WebApplication MapRegistre(this WebApplication app)
    {
        app.MapGet(Path, DownloadAsync).RequireAuthorization(Droits.NameOf(Permission.RegistreRead));
        return app;
    }

    private static async Task<IResult> DownloadAsync(HttpContext http, FormatRegistre format, GenreRegistre genre, Guid? id, SessionMembre session, ExportRegistre export, CancellationToken cancellationToken)
    {
        if (await session.FindAsync(http.User, cancellationToken) is not { } acteur) return Results.NotFound();
        var file = await export.RunAsync(acteur, new ExportRegistreRequest(format, genre, id), cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return file.IsSuccess ? Results.Stream(output => file.Value.WriteAsync(output, cancellationToken), file.Value.TypeMime, file.Value.NomFichier) : Results.NotFound();
    }
}
