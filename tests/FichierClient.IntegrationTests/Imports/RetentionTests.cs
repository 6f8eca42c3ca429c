using FichierClient.Application.Imports;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FichierClient.IntegrationTests.Imports;

public sealed class RetentionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_night_deletes_originals_of_30_days_in_every_organisation_and_keeps_the_report()
    {
        await using var db = await TestDatabase.CreateAsync();
        var (first, second) = (new ImportHarness(db, await db.AddOrganisationAsync("une")), new ImportHarness(db, await db.AddOrganisationAsync("deux")));
        var imported = await first.ReceiveAsync("Nom\nMartin\n", GenreImport.Entreprises);
        await first.RunAsync(imported);
        await second.ReceiveAsync("Nom\nPetit\n", GenreImport.Entreprises);
        using var night = new ImportsNight(db.Get<NpgsqlDataSource>(), db.Get<ImportRetention>(), db.Clock, NullLogger<ImportsNight>.Instance);
        await night.StartAsync(Token);
        db.Clock.Advance(TimeSpan.FromDays(29));
        var recent = await first.ReceiveAsync("Nom\nRoy\n", GenreImport.Entreprises);
        Assert.Equal(3L, await FragmentsAsync(db));

        db.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromHours(1));

        // The service works by itself and tells nobody: what it did is looked for, with an end to the looking.
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (await FragmentsAsync(db) > 1 && DateTime.UtcNow < deadline) await Task.Delay(20, Token);
        await night.StopAsync(Token);
        Assert.Equal(1L, await FragmentsAsync(db));
        Assert.NotNull((await first.GetAsync(recent)).Fichier);
        var kept = await first.GetAsync(imported);
        Assert.Null(kept.Fichier);
        Assert.Equal(1, kept.Bilan!.Creees);
    }

    [Fact]
    public async Task What_was_told_of_rows_and_kept_of_records_goes_with_the_file()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var harness = new ImportHarness(db, organisation);
        var done = await harness.ReceiveAsync("Nom;Responsable\nMartin;Inconnue Dupont\n;x\n", GenreImport.Entreprises);
        await harness.RunAsync(done, apercu: true);
        await harness.RunAsync(done);
        await harness.ImportAsync("Nom;Code postal\nMartin;75001\n", GenreImport.Entreprises);
        // One of an older version, which left its rows behind.
        await db.ScalarAsync<object>($"update imports i set fichier_supprime_le = now() where id = '{done}'");
        Assert.Equal((1L, true), (await harness.CountAsync("import_images"), await harness.CountAsync("import_lignes") > 3));
        db.Clock.Advance(TimeSpan.FromDays(31));

        await db.Get<ImportRetention>().DeleteExpiredAsync(organisation.Id, Token);

        Assert.Equal((0L, 0L, 0L), (await harness.CountAsync("import_images"), await harness.CountAsync("import_lignes"), await harness.CountAsync("imports", "(bilan::text || coalesce(bilan_apercu::text, '')) like '%Inconnue%'")));
        Assert.Equal((1L, 1L), ((await harness.GetAsync(done)).Bilan!.Creees, (await harness.GetAsync(done)).Bilan!.Refusees));
    }

    [Fact]
    public async Task An_import_that_still_runs_keeps_its_file_and_one_whose_job_was_given_up_does_not()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var harness = new ImportHarness(db, organisation);
        var id = await harness.ReceiveAsync("Nom\nMartin\n", GenreImport.Entreprises);
        Assert.Null((await db.Get<StartImport>().RunAsync(organisation.Acteur(), new StartImportRequest(id, false), Token)).Refus);
        db.Clock.Advance(TimeSpan.FromDays(31));

        await db.Get<ImportRetention>().DeleteExpiredAsync(organisation.Id, Token);
        Assert.Equal(1L, await FragmentsAsync(db));

        await db.ScalarAsync<int>("update jobs set status = 'Failed'");
        await db.Get<ImportRetention>().DeleteExpiredAsync(organisation.Id, Token);
        Assert.Equal(0L, await FragmentsAsync(db));
    }

    [Fact]
    public async Task The_table_shows_nothing_of_an_original_and_a_piece_of_an_older_version_still_reads()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var harness = new ImportHarness(db, organisation);
        var (id, other) = (await harness.ReceiveAsync("Nom\nMenuiserie\n", GenreImport.Entreprises), await harness.ReceiveAsync("Nom\nBoulangerie\n", GenreImport.Entreprises));

        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from import_fragments where position('erie'::bytea in octets) > 0"));
        Assert.Equal(1, (await harness.RunAsync(id)).Bilan!.Creees);

        await db.ScalarAsync<object>($"update import_fragments set octets = E'Nom\nBoulangerie\n', est_chiffre = false where import_id = '{other}'");
        Assert.Equal(1, (await harness.RunAsync(other)).Bilan!.Creees);

        // A piece is good for its own place only.
        var moved = await harness.ReceiveAsync("Nom\nCharpente\n", GenreImport.Entreprises);
        await db.ScalarAsync<object>($"update import_fragments set octets = (select octets from import_fragments where import_id = '{id}') where import_id = '{moved}'");
        await using var stream = db.Get<ImportOriginals>().Open(organisation.Id, moved, 14);
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(async () => await stream.ReadAtLeastAsync(new byte[4], 1, cancellationToken: Token));
    }

    [Fact]
    public async Task A_file_of_which_nothing_was_imported_is_deleted_on_request_and_one_that_was_imported_stays()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var harness = new ImportHarness(db, organisation);
        var (dropped, done) = (await harness.ReceiveAsync("Nom\nMartin\n", GenreImport.Entreprises), await harness.ReceiveAsync("Nom\nPetit\n", GenreImport.Entreprises));
        await harness.RunAsync(dropped, apercu: true);
        await harness.RunAsync(done);

        Assert.NotNull((await db.Get<DropImport>().RunAsync(organisation.Acteur(Role.Commercial), dropped, Token)).Refus);
        Assert.Null((await db.Get<DropImport>().RunAsync(organisation.Acteur(), dropped, Token)).Refus);
        Assert.NotNull((await db.Get<DropImport>().RunAsync(organisation.Acteur(), done, Token)).Refus);

        Assert.Equal(1L, await FragmentsAsync(db));
        Assert.Equal(0L, await db.ScalarAsync<long>($"select count(*) from imports where id = '{dropped}'") + await db.ScalarAsync<long>($"select count(*) from import_lignes where import_id = '{dropped}'"));
        Assert.Equal(1L, await harness.CountAsync("entreprises"));
    }

    private static Task<long> FragmentsAsync(TestDatabase db) => db.ScalarAsync<long>("select count(*) from import_fragments");
}
