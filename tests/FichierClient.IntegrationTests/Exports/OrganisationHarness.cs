using System.IO.Compression;
using FichierClient.Application.Exports.Organisation;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Isolation;
using FichierClient.IntegrationTests.Rgpd.Effacements;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace FichierClient.IntegrationTests.Exports;

/// <summary>An organisation with something in every table, its ZIP, and what a changed ZIP looks like.</summary>
internal sealed class OrganisationHarness(TestDatabase db, TestOrganisation organisation)
{
    public const string Piece = "Pièce reçue par courrier", Dossier = "Dossier remis", Oppose = "ne.plus@ecrire.test";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public TestDatabase Database => db;

    public TestOrganisation Organisation => organisation;

    /// <summary>A person who lived in the file and was erased, then one row in every table that has none yet.</summary>
    public static async Task<OrganisationHarness> CreateAsync(TestDatabase db)
    {
        var lived = await EffacementHarness.CreateAsync(db);
        await lived.EraseAsync();
        var organisation = lived.Organisation;
        Assert.Null((await db.Get<AddOpposition>().RunAsync(organisation.Acteur(Role.Dpo), new AddOppositionRequest { Genre = default, Valeur = Oppose, Source = "Courrier" }, Token)).Refus);
        await using var owner = await OpenAsync(db.OwnerConnection);
        await new CanaryRows(await TenantTable.ReadAsync(owner)).FillAsync(owner, organisation.Id);
        await owner.ExecuteAsync("delete from jobs where tenant_id = $1", organisation.Id);
        var harness = new OrganisationHarness(db, organisation);
        await harness.KeepAsync(owner, "demande_pieces", "id", id => $"piece/{id}", Piece);
        await harness.KeepAsync(owner, "demande_dossier_fragments", "dossier_id", id => $"dossier/{id}/0", Dossier);
        await owner.ExecuteAsync("update demande_dossier_fragments set numero = 0 where tenant_id = $1", organisation.Id);
        return harness;
    }

    /// <summary>From the button to the job's end.</summary>
    public async Task<Guid> ExportAsync(Role role = Role.Administrateur)
    {
        var id = await db.Get<StartExportOrganisation>().Do(organisation.Acteur(role), default);
        Assert.True(await db.Get<JobRunner>().RunAsync(organisation.Id, await db.ScalarAsync<Guid>($"select job_id from exports where id = '{id}'"), Token));
        return id;
    }

    public async Task<byte[]> ZipAsync()
    {
        var id = await ExportAsync();
        Assert.Null(await db.ScalarAsync<string>($"select erreur from exports where id = '{id}'"));
        await db.Get<AuthorizeExportOrganisation>().Do(organisation.Acteur(Role.Dpo), id);
        return await db.BytesOfExportAsync(organisation.Acteur(), id);
    }

    public static async Task<OrganisationChargee> LoadAsync(TestDatabase to, byte[] zip, string slug)
    {
        using var file = new MemoryStream(zip);
        await using var lecture = await LectureOrganisation.OpenAsync(file, Token);
        return await to.Get<ChargementOrganisation>().LoadAsync(to.OwnerConnection, lecture, slug, Token);
    }

    /// <summary>The same ZIP with entries changed; null removes one.</summary>
    public static byte[] With(byte[] zip, params (string Name, byte[]? Content)[] changes)
    {
        using var output = new MemoryStream();
        using (var to = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in ReadAll(zip).Where(e => !changes.Any(c => c.Name == e.Name)).Concat(changes.Where(c => c.Content is not null).Select(c => (c.Name, c.Content!))))
            {
                using var entry = to.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return output.ToArray();
    }

    public static IReadOnlyList<(string Name, byte[] Content)> ReadAll(byte[] zip)
    {
        using var from = new ZipArchive(new MemoryStream(zip));
        return [.. from.Entries.Select(e =>
        {
            using var content = new MemoryStream();
            using var entry = e.Open();
            entry.CopyTo(content);
            return (e.FullName, content.ToArray());
        })];
    }

    public static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Token);
        return connection;
    }

    private async Task KeepAsync(NpgsqlConnection owner, string table, string key, Func<Guid, string> place, string text)
    {
        var id = (await owner.RowsAsync($"select {key} from {table} where tenant_id = $1", r => r.GetGuid(0), organisation.Id)).Single();
        var octets = db.Get<IDataProtectionProvider>().CreateProtector("FichierClient.Demandes", organisation.Id.ToString(), place(id)).Protect(System.Text.Encoding.UTF8.GetBytes(text));
        await owner.ExecuteAsync($"update {table} set octets = $2 where tenant_id = $1", organisation.Id, octets);
    }
}
