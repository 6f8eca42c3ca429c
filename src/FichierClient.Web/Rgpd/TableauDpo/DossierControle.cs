using System.IO.Compression;
using System.Text;
using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Cartographie;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.Application.Rgpd.TableauDpo;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Registre;
using FichierClient.Web.Common;

namespace FichierClient.Web.Rgpd.TableauDpo;

/// <summary>
/// What a supervisory authority asks to see, as one file: both registers, the breaches, the requests with their clocks, who was told of sources, certificates and
/// minutes as they were signed, the map of personal data.
/// </summary>
internal sealed class DossierControle(ExportRegistre registre, ReadDossierControle read, ListCartographie carte)
{
    public static WebApplication Map(WebApplication app)
    {
        app.MapGet("/rgpd/dossier-de-controle.zip", async (HttpContext http, SessionMembre session, DossierControle dossier, TimeProvider clock, CancellationToken cancellationToken) =>
        {
            if (await session.FindAsync(http.User, cancellationToken) is not { } acteur || await dossier.WriteAsync(acteur, cancellationToken) is not { } octets) return Results.NotFound();
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(octets, "application/zip", $"dossier-de-controle-{clock.GetUtcNow():yyyy-MM-dd}.zip");
        }).RequireAuthorization(Droits.NameOf(Permission.DemandesManage));
        return app;
    }

    /// <returns>Null: the member may not see it.</returns>
    internal async Task<byte[]?> WriteAsync(Acteur acteur, CancellationToken cancellationToken)
    {
        if ((await read.RunAsync(acteur, default, cancellationToken)).ValueOrDefault is not { } contenu || (await carte.RunAsync(acteur, default, cancellationToken)).ValueOrDefault is not { } columns) return null;
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            await RegistersAsync(zip, acteur, cancellationToken);
            await AddAsync(zip, "demandes.csv", ControleCsv.Demandes(contenu.Demandes), cancellationToken);
            await AddAsync(zip, "violations.csv", ControleCsv.Violations(contenu.Violations), cancellationToken);
            await AddAsync(zip, "informations.csv", ControleCsv.Of(["source", "informees", "ouvertes", "en_retard"], contenu.Sources.Select(s => (string[])[s.Source, $"{s.Informees}", $"{s.Ouvertes}", $"{s.EnRetard}"])), cancellationToken);
            await AddAsync(zip, "cartographie.csv", ControleCsv.Of(["table", "colonne", "categorie", "strategie", "portable", "finalites"], columns.Select(c => (string[])[c.Table, c.Colonne, $"{c.Categorie}", $"{c.Strategie}", c.Portable ? "oui" : "non", $"{c.Finalites}"])), cancellationToken);
            foreach (var piece in contenu.Certificats) await AddAsync(zip, $"effacements/{piece.Nom}.json", piece.Json, cancellationToken);
            foreach (var piece in contenu.ProcesVerbaux) await AddAsync(zip, $"conservation/{piece.Nom}.json", piece.Json, cancellationToken);
        }

        return output.ToArray();
    }

    private async Task RegistersAsync(ZipArchive zip, Acteur acteur, CancellationToken cancellationToken)
    {
        foreach (var register in Enum.GetValues<GenreRegistre>())
        {
            foreach (var format in (FormatRegistre[])[FormatRegistre.Ods, FormatRegistre.Pdf])
            {
                if ((await registre.RunAsync(acteur, new ExportRegistreRequest(format, register), cancellationToken)).ValueOrDefault is not { } file) continue;
                await using var entry = zip.CreateEntry($"registre/{file.NomFichier}").Open();
                await file.WriteAsync(entry, cancellationToken);
            }
        }
    }

    private static async Task AddAsync(ZipArchive zip, string name, string text, CancellationToken cancellationToken)
    {
        await using var entry = zip.CreateEntry(name).Open();
        // A spreadsheet knows UTF-8 by its mark; what is verified is written as it was signed.
        byte[] mark = name.EndsWith(".csv", StringComparison.Ordinal) ? Encoding.UTF8.GetPreamble() : [];
        await entry.WriteAsync((byte[])[.. mark, .. Encoding.UTF8.GetBytes(text)], cancellationToken);
    }
}

/// <summary>The DPO's dashboard: registration and the one file it gives.</summary>
public static class TableauDpoEndpoints
{
    public static IServiceCollection AddTableauDpo(this IServiceCollection services) => services.AddSingleton<DossierControle>();

    public static WebApplication MapTableauDpo(this WebApplication app) => DossierControle.Map(app);
}
