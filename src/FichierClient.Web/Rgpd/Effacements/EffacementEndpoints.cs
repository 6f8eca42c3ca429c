using System.Text;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Organisations;
using FichierClient.Web.Common;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Rgpd.Effacements;

/// <summary>Certificates as files.</summary>
public static class EffacementEndpoints
{
    public static string PdfOf(Guid id) => $"/rgpd/effacements/{id}/certificat.pdf";

    public static string JsonOf(Guid id) => $"/rgpd/effacements/{id}/certificat.json";

    public static WebApplication MapEffacements(this WebApplication app)
    {
        app.MapGet("/rgpd/effacements/{id:guid}/certificat.json", (HttpContext http, Guid id, SessionMembre session, GetCertificat get, CancellationToken cancellationToken) =>
            FileAsync(http, id, session, get, "json", c => Encoding.UTF8.GetBytes(CertificatFichier.Write(c)), cancellationToken)).RequireAuthorization(Droits.NameOf(Permission.EffacementsRun));
        app.MapGet("/rgpd/effacements/{id:guid}/certificat.pdf", (HttpContext http, Guid id, SessionMembre session, GetCertificat get, IStringLocalizer<EffacementsTexts> texts, CancellationToken cancellationToken) =>
            FileAsync(http, id, session, get, "pdf", c => CertificatPdf.Write(c, table => TablesTexts.NameOf(texts, table)), cancellationToken)).RequireAuthorization(Droits.NameOf(Permission.EffacementsRun));
        return app;
    }

    private static async Task<IResult> FileAsync(HttpContext http, Guid id, SessionMembre session, GetCertificat get, string kind, Func<CertificatSigne, byte[]> write, CancellationToken cancellationToken)
    {
        if (await session.FindAsync(http.User, cancellationToken) is not { } acteur) return Results.NotFound();
        var found = await get.RunAsync(acteur, new GetCertificatRequest(id), cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return found.IsSuccess ? Results.File(write(found.Value), kind == "pdf" ? "application/pdf" : "application/json", $"certificat-{found.Value.Reference}.{kind}") : Results.NotFound();
    }
}
