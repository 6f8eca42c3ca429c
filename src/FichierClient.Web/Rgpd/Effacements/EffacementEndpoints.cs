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

    public static string ComplementOf(Guid id, string kind) => $"/rgpd/effacements/complements/{id}.{kind}";

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
        app.MapGet("/rgpd/effacements/complements/{id:guid}.json", (HttpContext http, Guid id, SessionMembre session, GetComplement get, CancellationToken cancellationToken) =>
            FileAsync(http, new GetComplementRequest(id), session, get, "json", c => Encoding.UTF8.GetBytes(CertificatFichier.Write(c)), "complement", cancellationToken)).RequireAuthorization(Droits.NameOf(Permission.EffacementsRun));
        app.MapGet("/rgpd/effacements/complements/{id:guid}.pdf", (HttpContext http, Guid id, SessionMembre session, GetComplement get, CancellationToken cancellationToken) =>
            FileAsync(http, new GetComplementRequest(id), session, get, "pdf", ComplementPdf.Write, "complement", cancellationToken)).RequireAuthorization(Droits.NameOf(Permission.EffacementsRun));
        return app;
    }

    private static Task<IResult> FileAsync(HttpContext http, Guid id, SessionMembre session, UseCase<GetCertificatRequest, CertificatSigne> get, string kind, Func<CertificatSigne, byte[]> write, CancellationToken cancellationToken, string name = "certificat") =>
        FileAsync(http, new GetCertificatRequest(id), session, get, kind, write, name, cancellationToken);

    private static async Task<IResult> FileAsync<TRequest>(HttpContext http, TRequest request, SessionMembre session, UseCase<TRequest, CertificatSigne> get, string kind, Func<CertificatSigne, byte[]> write, string name, CancellationToken cancellationToken) where TRequest : notnull
    {
        if (await session.FindAsync(http.User, cancellationToken) is not { } acteur) return Results.NotFound();
        var found = await get.RunAsync(acteur, request, cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return found.IsSuccess ? Results.File(write(found.Value), kind == "pdf" ? "application/pdf" : "application/json", $"{name}-{found.Value.Reference}.{kind}") : Results.NotFound();
    }
}
