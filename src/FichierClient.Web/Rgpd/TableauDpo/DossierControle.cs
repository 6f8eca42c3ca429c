using System.IO.Compression;
using System.Text;
using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Cartographie;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Effacements;
using FichierClient.Domain.Rgpd.Registre;
using FichierClient.Web.Common;

namespace FichierClient.Web.Rgpd.TableauDpo;

/// <summary>What a supervisory authority asks to see, as one file: both registers, the requests with their clocks, the certificates, the map of personal data.</summary>
internal sealed class DossierControle(ExportRegistre registre, ListDemandes demandes, CertificatsDossier certificats, ListCartographie carte)
{
    public static WebApplication Map(WebApplication app)
    {
        app.MapGet("/rgpd/dossier-de-controle.zip", async (HttpContext http, SessionMembre session, DossierControle dossier, TimeProvider clock, CancellationToken cancellationToken) =>
        {
            if (await session.FindAsync(http.User, cancellationToken) is not { } acteur) return Results.NotFound();
            http.Response.Headers.CacheControl = "no-store";
            var octets = await dossier.WriteAsync(acteur, cancellationToken);
            return Results.File(octets, "application/zip", $"dossier-de-controle-{clock.GetUtcNow():yyyy-MM-dd}.zip");
        }).RequireAuthorization(Droits.NameOf(Permission.DemandesManage));
        return app;
    }

    private async Task<byte[]> WriteAsync(Acteur acteur, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
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

            var requests = (await demandes.RunAsync(acteur, new ListDemandesRequest(EtatDemandes.Toutes), cancellationToken)).ValueOrDefault ?? [];
            await AddAsync(zip, "demandes.csv", Csv(["reference", "droits", "recue_le", "echeance", "statut"], requests.Select(r => (string[])[r.Reference, string.Join(' ', r.Droits), $"{r.RecueLe:yyyy-MM-dd}", $"{r.Echeance:yyyy-MM-dd}", $"{r.Statut}"])), cancellationToken);
            var columns = (await carte.RunAsync(acteur, default, cancellationToken)).ValueOrDefault ?? [];
            await AddAsync(zip, "cartographie.csv", Csv(["table", "colonne", "categorie", "strategie", "portable", "finalites"], columns.Select(c => (string[])[c.Table, c.Colonne, $"{c.Categorie}", $"{c.Strategie}", c.Portable ? "oui" : "non", $"{c.Finalites}"])), cancellationToken);
            foreach (var (name, json) in await certificats.ReadAsync(acteur, cancellationToken)) await AddAsync(zip, $"effacements/{name}.json", json, cancellationToken);
        }

        return output.ToArray();
    }

    private static async Task AddAsync(ZipArchive zip, string name, string text, CancellationToken cancellationToken)
    {
        await using var entry = zip.CreateEntry(name).Open();
        await entry.WriteAsync(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(text)).ToArray(), cancellationToken);
    }

    private static string Csv(string[] head, IEnumerable<string[]> rows) =>
        string.Concat(rows.Prepend(head).Select(r => string.Join(';', r.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n"));
}

/// <summary>The certificates of an organisation as files.</summary>
internal sealed class CertificatsDossier(ListEffacements list, GetCertificat get)
{
    public async Task<IReadOnlyList<(string Name, string Json)>> ReadAsync(Acteur acteur, CancellationToken cancellationToken)
    {
        var files = new List<(string, string)>();
        foreach (var row in ((await list.RunAsync(acteur, default, cancellationToken)).ValueOrDefault ?? []).Where(r => r.Statut == StatutEffacement.Termine))
        {
            if ((await get.RunAsync(acteur, new GetCertificatRequest(row.Id), cancellationToken)).ValueOrDefault is { } found) files.Add((row.Reference, CertificatFichier.Write(found)));
        }

        return files;
    }
}

/// <summary>The DPO's dashboard: registration and the one file it gives.</summary>
public static class TableauDpoEndpoints
{
    public static IServiceCollection AddTableauDpo(this IServiceCollection services) => services.AddSingleton<CertificatsDossier>().AddSingleton<DossierControle>();

    public static WebApplication MapTableauDpo(this WebApplication app) => DossierControle.Map(app);
}
