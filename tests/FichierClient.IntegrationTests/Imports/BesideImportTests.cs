using FichierClient.Application.Imports;
using FichierClient.Application.Imports.Engine;
using FichierClient.Application.Jobs;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using Npgsql;

namespace FichierClient.IntegrationTests.Imports;

/// <summary>What others do to an organisation while its import runs.</summary>
public sealed class BesideImportTests : IAsyncLifetime
{
    private TestDatabase db = default!;
    private TestOrganisation organisation = default!;
    private ImportHarness harness = default!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        harness = new ImportHarness(db, organisation);
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    [Fact]
    public async Task A_label_made_and_a_canal_deleted_between_two_batches_are_known_to_the_next()
    {
        var salon = (await db.Get<SaveCanal>().RunAsync(organisation.Acteur(), new SaveCanalRequest(null, "Salon"), Token)).Value;
        var id = await harness.ReceiveAsync(Companies(ImportEngine.BatchRows, ";") + "Dernière;VIP;Salon\n", GenreImport.Entreprises);
        await StartAsync(id);

        var bilan = await db.Get<ImportEngine>().RunAsync(organisation.Id, id, false, async (done, _) =>
        {
            if (done > Cadence.Debut) return;
            Assert.Null((await db.Get<SaveEtiquette>().RunAsync(organisation.Acteur(), new SaveEtiquetteRequest(null, "VIP"), Token)).Refus);
            Assert.Null((await db.Get<DeleteCanal>().RunAsync(organisation.Acteur(), new DeleteCanalRequest(salon), Token)).Refus);
        }, Token);

        Assert.Equal(ImportEngine.BatchRows + 1, bilan.Creees);
        Assert.Equal((1, 1), (await harness.CountAsync("etiquettes", "nom = 'VIP'"), await harness.CountAsync("entreprise_etiquettes")));
        Assert.Equal(1, await harness.CountAsync("entreprises", $"canal_id = (select id from canaux where nom = 'Salon' and id <> '{salon}')"));
    }

    [Fact]
    public async Task A_label_that_somebody_is_saving_is_waited_for_and_shared()
    {
        var id = await harness.ReceiveAsync(Companies(1, "VIP;"), GenreImport.Entreprises);
        var rep = Guid.CreateVersion7();
        await using var saving = new NpgsqlConnection(db.OwnerConnection);
        await saving.OpenAsync(Token);
        await using var transaction = await saving.BeginTransactionAsync(Token);
        await using var insert = new NpgsqlCommand($"insert into etiquettes (tenant_id, id, nom) values ('{organisation.Id}', '{rep}', 'VIP')", saving);
        await insert.ExecuteNonQueryAsync(Token);

        var import = harness.RunAsync(id);
        await WaitsAsync(import);
        await transaction.CommitAsync(Token);

        Assert.Equal(StatutImport.Termine, (await import).Statut);
        Assert.Equal(1, await harness.CountAsync("entreprise_etiquettes", $"etiquette_id = '{rep}'"));
    }

    [Fact]
    public async Task A_refused_row_leaves_no_label_canal_or_produit_behind()
    {
        var bilan = await harness.ImportAsync("Nom;SIREN;Étiquettes;Canal;Code produit;Désignation;Numéro facture;Date facture;Montant HT;Devise\n"
            + "Martin;;Bon;Salon;P1;Vis;F1;15/01/2024;10;\nPetit;;Mauvais;Foire;P2;Clous;F2;15/01/2024;10;USD\n", GenreImport.Mixte);

        Assert.Equal((1, 1), (bilan.Creees, bilan.Refusees));
        Assert.Equal("Bon, Salon, P1", await db.ScalarAsync<string>("""
            select concat_ws(', ', (select string_agg(nom, '+') from etiquettes), (select string_agg(nom, '+') from canaux), (select string_agg(sku, '+') from produits))
            """));
        Assert.Equal(1, await harness.CountAsync("modifications", "sujet = 'Produit'"));
    }

    [Theory]
    [InlineData("P0001", StatutImport.Echoue, JobStatus.Failed)]
    [InlineData("40P01", StatutImport.EnCours, JobStatus.Running)]
    public async Task An_import_says_that_it_failed_unless_it_is_tried_again(string sqlState, StatutImport statut, JobStatus job)
    {
        var id = await harness.ReceiveAsync(Companies(1, ";"), GenreImport.Entreprises);
        await db.ScalarAsync<int>($"""
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused' using errcode = '{sqlState}'; end $$;
            create trigger refuse before insert on entreprises for each statement execute function refuse();
            """);

        await harness.RunAsync(id);

        // The row itself, which the list reads: the sheet looks at the job as well.
        Assert.Equal(statut.ToString(), await db.ScalarAsync<string>("select statut from imports"));
        Assert.Equal(job.ToString(), await db.ScalarAsync<string>("select status from jobs"));
    }

    [Theory]
    [InlineData("retire_le = now()")]
    [InlineData("role = 'Commercial'")]
    public async Task An_import_whose_member_may_no_longer_import_does_not_begin(string change)
    {
        var id = await harness.ReceiveAsync(Companies(3, ";"), GenreImport.Entreprises);
        var job = await StartAsync(id);
        await ChangeAsync(change);
        Assert.True(await db.Get<JobRunner>().RunAsync(organisation.Id, job, Token));

        await StoppedAsync(id, 0);
    }

    [Fact]
    public async Task An_import_whose_member_is_withdrawn_keeps_what_is_in_and_another_member_goes_on()
    {
        var id = await harness.ReceiveAsync(Companies(2 * ImportEngine.BatchRows + 1, ";"), GenreImport.Entreprises);
        var job = await StartAsync(id);
        await using var other = new NpgsqlConnection(db.OwnerConnection);
        await other.OpenAsync(Token);
        await using var transaction = await other.BeginTransactionAsync(Token);
        await using var hold = new NpgsqlCommand($"select pg_advisory_xact_lock(hashtextextended('imports:{organisation.Id}', 0))", other);
        await hold.ExecuteNonQueryAsync(Token);

        var running = db.Get<JobRunner>().RunAsync(organisation.Id, job, Token);
        await WaitsAsync(running);
        await ChangeAsync("retire_le = now()");
        await transaction.CommitAsync(Token);
        Assert.True(await running);
        await StoppedAsync(id, Cadence.Debut);

        var again = await db.Get<StartImport>().RunAsync(organisation.Acteur(Role.Responsable), new StartImportRequest(id, false), Token);
        Assert.Null(again.Refus);
        Assert.True(await db.Get<JobRunner>().RunAsync(organisation.Id, again.Value, Token));
        Assert.Equal(1, await harness.CountAsync("imports", "statut = 'Termine'"));
        Assert.Equal(2 * ImportEngine.BatchRows + 1, await harness.CountAsync("entreprises"));
    }

    private static string Companies(int rows, string end) =>
        "Nom;Étiquettes;Canal\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"Société {i};{end}\n"));

    private async Task<Guid> StartAsync(Guid id)
    {
        var started = await db.Get<StartImport>().RunAsync(organisation.Acteur(), new StartImportRequest(id, false), Token);
        Assert.Null(started.Refus);
        return started.Value;
    }

    private async Task ChangeAsync(string change)
    {
        var membre = organisation.Membres[Role.Administrateur];
        await db.ScalarAsync<int>($"update membres set {change} where id = '{membre}'");
        db.Get<ActeurSource>().Forget(organisation.Id, membre);
    }

    private async Task WaitsAsync(Task import)
    {
        await db.WaitForLockAsync(import);
        Assert.False(import.IsCompleted);
    }

    private async Task StoppedAsync(Guid id, int rows)
    {
        Assert.Equal(1, await harness.CountAsync("imports", $"id = '{id}' and statut = 'Echoue' and erreur like '%n’a plus le droit d’importer%'"));
        Assert.Equal("Failed", await db.ScalarAsync<string>("select status from jobs"));
        Assert.Equal(rows, await harness.CountAsync("entreprises"));
    }
}
