using FichierClient.Application.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.Web.Common;

namespace FichierClient.Web.Imports;

/// <summary>What the imports' pages offer as a file.</summary>
public static class ImportEndpoints
{
    public static WebApplication MapImports(this WebApplication app)
    {
        app.MapGet("/imports/{id:guid}/refusees.csv", RefusedAsync).RequireAuthorization(Droits.NameOf(Permission.ImportsRun));
        return app;
    }

    private static async Task<IResult> RefusedAsync(HttpContext http, Guid id, SessionMembre session, ExportLignesRefusees export, CancellationToken cancellationToken)
    {
        if (await session.FindAsync(http.User, cancellationToken) is not { } acteur) return Results.NotFound();
        var prepared = await export.RunAsync(acteur, id, cancellationToken);
        return prepared.IsSuccess
            ? Results.Stream(output => prepared.Value.WriteAsync(output, cancellationToken), "text/csv; charset=utf-8", prepared.Value.NomFichier)
            : Results.NotFound();
    }
}
