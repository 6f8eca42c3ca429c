using System.Globalization;
using System.Text;
using FichierClient.Application.Imports;
using FichierClient.Application.Imports.Engine;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Imports;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Operations;

namespace FichierClient.IntegrationTests.Imports;

public sealed class ResumeTests
{
    private const int Rows = 7_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crash_between_two_batches_loses_no_row_and_doubles_none()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var harness = new ImportHarness(db, organisation);
        await harness.ImportAsync("Code client;Nom\nC1;Martin\n", GenreImport.Entreprises);
        var id = await harness.ReceiveAsync(Ventes(Rows, numbered: false), GenreImport.Ventes);
        Assert.Null((await db.Get<StartImport>().RunAsync(organisation.Acteur(), new StartImportRequest(id, false), Token)).Refus);
        var engine = db.Get<ImportEngine>();

        var batches = 0;
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.RunAsync(organisation.Id, id, false,
            (_, _) => ++batches == 2 ? throw new InvalidOperationException("The process dies here.") : Task.CompletedTask, Token));
        Assert.Equal(2 * Cadence.Debut, (await harness.GetAsync(id)).Fait);
        var bilan = await engine.RunAsync(organisation.Id, id, false, (_, _) => Task.CompletedTask, Token);

        Assert.Equal((Rows, Rows), (bilan.Lignes, bilan.Creees));
        Assert.Equal(Rows, await harness.CountAsync("ventes"));
        Assert.Equal(Rows, await db.ScalarAsync<decimal>("select sum(montant) from ventes"));
    }

    [Fact]
    public async Task An_invoice_that_a_crash_cuts_counts_as_it_would_have_without_it()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var harness = new ImportHarness(db, organisation);
        await harness.ImportAsync("Code client;Nom\nC1;Martin\n", GenreImport.Entreprises);
        var file = "Numéro facture;Date facture;Code client;Désignation;Montant HT\n"
            + string.Concat(Enumerable.Range(0, 3_000).Select(i => $"F{i % 1_500};15/01/2024;C1;Produit {i};{1 + i % 7}\n"));
        var id = await harness.ReceiveAsync(file, GenreImport.Ventes);
        var said = (await harness.RunAsync(id, apercu: true)).Apercu!;
        Assert.Null((await db.Get<StartImport>().RunAsync(organisation.Acteur(), new StartImportRequest(id, false), Token)).Refus);
        var engine = db.Get<ImportEngine>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.RunAsync(organisation.Id, id, false,
            (_, _) => throw new InvalidOperationException("The process dies here."), Token));
        Assert.Equal(Cadence.Debut, (await harness.GetAsync(id)).Fait);
        var bilan = await engine.RunAsync(organisation.Id, id, false, (_, _) => Task.CompletedTask, Token);

        Assert.Equal(said.ToJson(), bilan.ToJson());
        Assert.Equal((3_000, 0), (bilan.Creees, bilan.Modifiees));
    }

    [Fact]
    public async Task Two_processes_on_one_import_do_not_write_its_rows_twice()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var harness = new ImportHarness(db, organisation);
        await harness.ImportAsync("Code client;Nom\nC1;Martin\n", GenreImport.Entreprises);
        var id = await harness.ReceiveAsync(Ventes(Rows, numbered: true), GenreImport.Ventes);
        Assert.Null((await db.Get<StartImport>().RunAsync(organisation.Acteur(), new StartImportRequest(id, false), Token)).Refus);

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            try
            {
                await db.Get<ImportEngine>().RunAsync(organisation.Id, id, false, (_, _) => Task.CompletedTask, Token);
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }));

        Assert.Contains(true, both);
        Assert.Equal(Rows, await harness.CountAsync("ventes"));
        Assert.Equal(Rows, (await harness.GetAsync(id)).Bilan!.Lignes);
    }

    [Fact]
    public async Task A_cancelled_import_keeps_what_is_in_and_stops()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var harness = new ImportHarness(db, organisation);
        await harness.ImportAsync("Code client;Nom\nC1;Martin\n", GenreImport.Entreprises);
        var id = await harness.ReceiveAsync(Ventes(Rows, numbered: true), GenreImport.Ventes);
        Assert.Null((await db.Get<StartImport>().RunAsync(organisation.Acteur(), new StartImportRequest(id, false), Token)).Refus);

        await Assert.ThrowsAsync<OperationCanceledException>(() => db.Get<ImportEngine>().RunAsync(organisation.Id, id, false,
            async (_, _) => Assert.Null((await db.Get<CancelImport>().RunAsync(organisation.Acteur(), id, Token)).Refus), Token));

        Assert.Equal(StatutImport.Annule, (await harness.GetAsync(id)).Statut);
        Assert.Equal(Cadence.Debut, await harness.CountAsync("ventes"));
    }

    [Fact]
    public async Task A_program_that_is_killed_in_the_middle_is_taken_over_by_the_next()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var harness = new ImportHarness(db, organisation);
        await harness.ImportAsync("Code client;Nom\nC1;Martin\n", GenreImport.Entreprises);
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(path, Ventes(40_000, numbered: true), Token);
        try
        {
            using var program = ProgramProcess.Start(Path.GetTempPath(), "import", "--organisation", organisation.Slug, "--kind", "ventes", "--file", path,
                "--source", "essai", "--base-legale", "contrat", "--json", $"--FICHIER_DATABASE={db.OwnerConnection}", $"--FICHIER_DATABASE_APP={db.AppConnection}");
            // Another process writes: its first rows are looked for, with an end to the looking.
            var deadline = DateTime.UtcNow.AddMinutes(2);
            while (await harness.CountAsync("ventes") == 0 && DateTime.UtcNow < deadline) await Task.Delay(20, Token);
            await program.KillAsync();
        }
        finally
        {
            File.Delete(path);
        }

        var before = await harness.CountAsync("ventes");
        Assert.InRange(before, 1, 39_999);
        // The lease of the dead process runs out.
        await db.ScalarAsync<int>("update jobs set lease_until = now() - interval '1 second' where status = 'Running'");
        Assert.True(await db.Get<JobRunner>().RunNextAsync(Token));

        Assert.Equal(40_000, await harness.CountAsync("ventes"));
        Assert.Equal(40_000m, await db.ScalarAsync<decimal>("select sum(montant) from ventes"));
        Assert.Equal(1, await harness.CountAsync("imports", "statut = 'Termine' and (bilan->>'lignes')::int = 40000 and (bilan->>'creees')::int = 40000"));
    }

    private static string Ventes(int rows, bool numbered)
    {
        var text = new StringBuilder(numbered ? "Numéro facture;Date facture;Code client;Montant HT\n" : "Date facture;Code client;Montant HT\n");
        for (var i = 0; i < rows; i++)
        {
            if (numbered) text.Append(CultureInfo.InvariantCulture, $"F{i};");
            text.Append("31/01/2024;C1;1\n");
        }

        return text.ToString();
    }
}
