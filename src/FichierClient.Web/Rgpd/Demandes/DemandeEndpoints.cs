using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Dossiers;
using FichierClient.Application.Rgpd.Lettres;
using FichierClient.Domain.Organisations;
using FichierClient.Web.Common;
using FichierClient.Web.Door;

namespace FichierClient.Web.Rgpd.Demandes;

/// <summary>Files of requests: for the DPO, and the package for the person who has its link.</summary>
public static class DemandeEndpoints
{
    public static IServiceCollection AddDemandes(this IServiceCollection services) => services.AddHostedService<Courriels.ExpediteurCourriels>().AddHostedService<RappelsDemandesNight>();

    public static WebApplication MapDemandes(this WebApplication app)
    {
        var dpo = app.MapGroup(DemandeAdresse.Path).RequireAuthorization(Droits.NameOf(Permission.DemandesManage));
        dpo.MapGet("/pieces/{id:guid}", PieceAsync);
        dpo.MapGet("/courriers/{id:guid}", CourrierAsync);
        dpo.MapGet("/dossiers/{id:guid}", DossierAsync);
        // Another address than the page's, which answers posts too. No antiforgery: whoever knows the link may take the file, and it is taken by a click, not by a program that follows links.
        app.MapPost($"{DemandeAdresse.Remise}/{{jeton}}/dossier", TakeAsync).AllowAnonymous().RequireRateLimiting(DoorLimits.Invitation).DisableAntiforgery();
        return app;
    }

    private static async Task<IResult> PieceAsync(HttpContext http, Guid id, SessionMembre session, OpenPiece open, CancellationToken cancellationToken)
    {
        if (await session.FindAsync(http.User, cancellationToken) is not { } acteur || (await open.RunAsync(acteur, id, cancellationToken)).ValueOrDefault is not { } piece) return Results.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(piece.Octets, "application/octet-stream", piece.Nom);
    }

    private static async Task<IResult> CourrierAsync(HttpContext http, Guid id, SessionMembre session, OpenCourrier open, CancellationToken cancellationToken)
    {
        if (await session.FindAsync(http.User, cancellationToken) is not { } acteur || (await open.RunAsync(acteur, id, cancellationToken)).ValueOrDefault is not { } courrier) return Results.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(courrier.Pdf, "application/pdf");
    }

    private static async Task<IResult> DossierAsync(HttpContext http, Guid id, SessionMembre session, OpenDossier open, CancellationToken cancellationToken)
    {
        if (await session.FindAsync(http.User, cancellationToken) is not { } acteur || (await open.RunAsync(acteur, id, cancellationToken)).ValueOrDefault is not { } file) return Results.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        return Results.Stream(output => file.WriteAsync(output, cancellationToken), file.TypeMime, file.NomFichier);
    }

    private static async Task<IResult> TakeAsync(HttpContext http, string jeton, RemiseDossier remise, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        // The page says that the link doesn't work, and not why.
        return await remise.TakeAsync(jeton, cancellationToken) is { } file
            ? Results.Stream(output => file.WriteAsync(output, cancellationToken), file.TypeMime, file.NomFichier)
            : Results.Redirect($"{DemandeAdresse.Remise}/{Uri.EscapeDataString(jeton)}");
    }
}
