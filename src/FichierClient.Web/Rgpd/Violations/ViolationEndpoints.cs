using FichierClient.Application.Rgpd.Violations;
using FichierClient.Domain.Organisations;
using FichierClient.Web.Common;

namespace FichierClient.Web.Rgpd.Violations;

/// <summary>Drafts of notifications as documents.</summary>
public static class ViolationEndpoints
{
    /// <summary>Where a draft is had as PDF.</summary>
    public static string FileOf(Guid id, DestinataireAvis destinataire) => $"/rgpd/violations/{id}/avis/{destinataire}";

    public static WebApplication MapViolations(this WebApplication app)
    {
        app.MapGet("/rgpd/violations/{id:guid}/avis/{destinataire}", DownloadAsync).RequireAuthorization(Droits.NameOf(Permission.ViolationsManage));
        return app;
    }

    private static async Task<IResult> DownloadAsync(HttpContext http, Guid id, DestinataireAvis destinataire, SessionMembre session, DraftAvis draft, CancellationToken cancellationToken)
    {
        if (await session.FindAsync(http.User, cancellationToken) is not { } acteur) return Results.NotFound();
        var avis = await draft.RunAsync(acteur, new DraftAvisRequest(id, destinataire), cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return avis.IsSuccess ? Results.File(avis.Value.ToPdf(), "application/pdf", avis.Value.NomFichier + ".pdf") : Results.NotFound();
    }
}
