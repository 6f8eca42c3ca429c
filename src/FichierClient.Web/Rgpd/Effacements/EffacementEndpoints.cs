using System.Text;
using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Connecteurs;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Organisations;
using FichierClient.Web.Common;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Rgpd.Effacements;

/// <summary>Certificates as files.</summary>
public static class EffacementEndpoints
{
    public static string PdfOf(Guid id) => $"/rgpd/effacements/{id}/certificat.pdf";

    public static string DestinatairesOf(Guid id, string kind) => $"/rgpd/effacements/{id}/destinataires.{kind}";

    public static string JsonOf(Guid id) => $"/rgpd/effacements/{id}/certificat.json";

    public static WebApplication MapEffacements(this WebApplication app)
    {
        app.MapGet("/rgpd/effacements/{id:guid}/certificat.json", (HttpContext http, Guid id, SessionMembre session, GetCertificat get, CancellationToken cancellationToken) =>
            FileAsync(http, id, session, get, "json", c => Encoding.UTF8.GetBytes(CertificatFichier.Write(c)), cancellationToken)).RequireAuthorization(Droits.NameOf(Permission.EffacementsRun));
        app.MapGet("/rgpd/effacements/{id:guid}/certificat.pdf", (HttpContext http, Guid id, SessionMembre session, GetCertificat get, IStringLocalizer<EffacementsTexts> texts, CancellationToken cancellationToken) =>
            FileAsync(http, id, session, get, "pdf", c => CertificatPdf.Write(c, table => TablesTexts.NameOf(texts, table)), cancellationToken)).RequireAuthorization(Droits.NameOf(Permission.EffacementsRun));
        app.MapGet("/rgpd/effacements/{id:guid}/destinataires.json", (HttpContext http, Guid id, SessionMembre session, GetPropagation get, CancellationToken cancellationToken) =>
            FileAsync(http, id, session, get, "json", c => Encoding.UTF8.GetBytes(CertificatFichier.Write(c)), cancellationToken, "destinataires")).RequireAuthorization(Droits.NameOf(Permission.EffacementsRun));
        app.MapGet("/rgpd/effacements/{id:guid}/destinataires.pdf", (HttpContext http, Guid id, SessionMembre session, GetPropagation get, CancellationToken cancellationToken) =>
            FileAsync(http, id, session, get, "pdf", PropagationPdf.Write, cancellationToken, "destinataires")).RequireAuthorization(Droits.NameOf(Permission.EffacementsRun));
        return app;
    }

    private static async Task<IResult> FileAsync(HttpContext http, Guid id, SessionMembre session, UseCase<GetCertificatRequest, CertificatSigne> get, string kind, Func<CertificatSigne, byte[]> write, CancellationToken cancellationToken, string name = "certificat")
    {
        if (await session.FindAsync(http.User, cancellationToken) is not { } acteur) return Results.NotFound();
        var found = await get.RunAsync(acteur, new GetCertificatRequest(id), cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return found.IsSuccess ? Results.File(write(found.Value), kind == "pdf" ? "application/pdf" : "application/json", $"{name}-{found.Value.Reference}.{kind}") : Results.NotFound();
    }
}
