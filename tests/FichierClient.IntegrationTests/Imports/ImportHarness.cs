using System.Text;
using FichierClient.Application.Imports;
using FichierClient.Application.Imports.Engine;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Rgpd;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Imports;

/// <summary>Imports as the page does: file in, mapped, previewed or run by the job queue.</summary>
public sealed class ImportHarness(TestDatabase db, TestOrganisation organisation)
{
    public static readonly OrigineImport Origine = new("Ancien fichier", Partie.Nous, BaseLegale.InteretLegitime);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task<Guid> ReceiveAsync(string csv, GenreImport genre, CorrespondanceImport? mapping = null) =>
        ReceiveAsync(Encoding.UTF8.GetBytes(csv), "fichier.csv", genre, mapping);

    public async Task<Guid> ReceiveAsync(byte[] bytes, string name, GenreImport genre, CorrespondanceImport? mapping = null)
    {
        using var content = new MemoryStream(bytes);
        var outcome = await db.Get<ReceiveImport>().RunAsync(organisation.Acteur(), new FichierEntrant(name, content, genre, Origine), Token);
        Assert.Null(outcome.Refus);
        if (mapping is not null) Assert.Null((await db.Get<MapImport>().RunAsync(organisation.Acteur(), new MapImportRequest(outcome.Value, genre, mapping), Token)).Refus);
        return outcome.Value;
    }

    public async Task<ImportDetails> RunAsync(Guid id, bool apercu = false)
    {
        var started = await db.Get<StartImport>().RunAsync(organisation.Acteur(), new StartImportRequest(id, apercu), Token);
        Assert.Null(started.Refus);
        Assert.True(await db.Get<JobRunner>().RunAsync(organisation.Id, started.Value, Token));
        return await GetAsync(id);
    }

    public async Task<ImportDetails> GetAsync(Guid id) => (await db.Get<GetImport>().RunAsync(organisation.Acteur(), id, Token)).Value;

    /// <summary>Previews, runs, and checks that the run did what the preview said and that the counts add up.</summary>
    public async Task<BilanImport> ImportAsync(string csv, GenreImport genre, CorrespondanceImport? mapping = null) =>
        await ImportAsync(await ReceiveAsync(csv, genre, mapping));

    public async Task<BilanImport> ImportAsync(Guid id)
    {
        var said = (await RunAsync(id, apercu: true)).Apercu!;
        var details = await RunAsync(id);
        Assert.Equal(StatutImport.Termine, details.Statut);
        var done = details.Bilan!;
        Assert.Equal(said.ToJson(), done.ToJson());
        Assert.Equal(done.Lignes, done.Creees + done.Modifiees + done.Inchangees + done.SansVente + done.Refusees);
        Assert.Equal(details.Fichier!.Rows, done.Lignes);
        return done;
    }

    public async Task<string> RefusedAsync(Guid id)
    {
        var file = (await db.Get<ExportLignesRefusees>().RunAsync(organisation.Acteur(), id, Token)).Value;
        using var output = new MemoryStream();
        await file.WriteAsync(output, Token);
        return Encoding.UTF8.GetString(output.ToArray()).TrimStart('\uFEFF');
    }

    public Task<long> CountAsync(string table, string condition = "true") =>
        db.ScalarAsync<long>($"select count(*) from {table} where tenant_id = '{organisation.Id}' and {condition}");
}
