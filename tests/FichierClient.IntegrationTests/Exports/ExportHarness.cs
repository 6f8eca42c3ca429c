using System.Text;
using FichierClient.Application.Common;
using FichierClient.Application.Exports;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Exports;

/// <summary>Exports as the lists' menu does, and reads their files.</summary>
internal static class ExportHarness
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static DemandeExport Demande(ListeExport liste, FormatExport format, params string[] colonnes) =>
        new(liste, format, $"/{liste.ToString().ToLowerInvariant()}") { Tri = "nom", Colonnes = [.. colonnes.Select(c => new ColonneDemandee(c, c))] };

    /// <summary>Asks for a short export and gives its text.</summary>
    public static async Task<string> ExportAsync(this TestDatabase db, TestOrganisation organisation, DemandeExport demande, Role role = Role.Administrateur)
    {
        var lance = await db.Get<StartExport>().Do(organisation.Acteur(role), demande);
        Assert.True(lance.EstPret);
        return await db.ReadExportAsync(organisation.Acteur(role), lance.Id);
    }

    public static async Task<string> ReadExportAsync(this TestDatabase db, Acteur acteur, Guid id) =>
        Encoding.UTF8.GetString(await db.BytesOfExportAsync(acteur, id)).TrimStart('\uFEFF');

    public static async Task<byte[]> BytesOfExportAsync(this TestDatabase db, Acteur acteur, Guid id)
    {
        var file = await db.Get<OpenExport>().Do(acteur, id);
        using var output = new MemoryStream();
        await file.WriteAsync(output, Token);
        return output.ToArray();
    }

    /// <summary>The lines of a text file without its header.</summary>
    public static string[] Rows(string csv) => [.. csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)];
}
