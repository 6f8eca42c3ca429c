using System.Text;
using FichierClient.Domain.Organisations;
using FichierClient.Web.Common;

namespace FichierClient.Web.Rgpd.Archives;

/// <summary>Sealed documents as files, right after they were read with a reason.</summary>
public static class ArchiveEndpoints
{
    private const string Path = "/rgpd/archives/lues";

    public static IServiceCollection AddArchives(this IServiceCollection services) => services.AddSingleton<ArchivesLues>().AddScoped<LecturePiece>();

    public static WebApplication MapArchives(this WebApplication app)
    {
        var readers = app.MapGroup(Path).RequireAuthorization(Droits.NameOf(Permission.ArchivesRead));
        readers.MapGet("/{jeton:guid}/piece.pdf", (HttpContext http, Guid jeton, SessionMembre session, ArchivesLues lues, CancellationToken cancellationToken) =>
            FileAsync(http, jeton, session, lues, p => (p.ToPdf(), "application/pdf", p.Titre + ".pdf"), cancellationToken));
        readers.MapGet("/{jeton:guid}/piece.json", (HttpContext http, Guid jeton, SessionMembre session, ArchivesLues lues, CancellationToken cancellationToken) =>
            FileAsync(http, jeton, session, lues, p => (Encoding.UTF8.GetBytes(p.Contenu), "application/json", p.Titre + ".json"), cancellationToken));
        readers.MapGet("/{jeton:guid}/fichier", (HttpContext http, Guid jeton, SessionMembre session, ArchivesLues lues, CancellationToken cancellationToken) =>
            FileAsync(http, jeton, session, lues, p => p.Fichier is { } f ? (f.Octets, "application/octet-stream", f.Nom) : null, cancellationToken));
        return app;
    }

    public static string Of(Guid jeton, string what) => $"{Path}/{jeton}/{what}";

    private static async Task<IResult> FileAsync(HttpContext http, Guid jeton, SessionMembre session, ArchivesLues lues, Func<PieceLue, (byte[] Octets, string Type, string Nom)?> write, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await session.FindAsync(http.User, cancellationToken) is { } acteur && lues.Find(acteur, jeton) is { } piece && write(piece) is var (octets, type, nom)
            ? Results.File(octets, type, nom) : Results.NotFound();
    }
}
