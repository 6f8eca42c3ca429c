using FichierClient.Application.Rgpd.Archives;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Dossiers;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.IntegrationTests.Rgpd.Demandes;

/// <summary>What is kept of a request goes when its time is over: the whole file after its years, a package after its link's last day.</summary>
public sealed class PurgeTests : IAsyncLifetime
{
    private static readonly string[] Tables = ["demandes", "demande_resolutions", "demande_personnes", "demande_etapes", "demande_pieces", "demande_courriers", "demande_dossiers", "demande_dossier_fragments", "demande_exemptions", "courriels"];

    private TestDatabase db = null!;
    private TestOrganisation organisation = null!;
    private DemandesHarness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_file_of_a_request_goes_five_years_after_it_was_closed_and_not_a_day_before()
    {
        var id = await FullAsync();
        var open = await harness.CreateAsync(new CreateDemandeRequest { Nom = "Luc Petit", Droits = [DroitDemande.Acces] });
        var closed = db.Today;
        var last = closed.AddYears(DelaisDemande.At(closed).AnneesDossier);
        db.Clock.Advance(TimeSpan.FromDays(last.DayNumber - closed.DayNumber - 1));
        await RunAsync();
        Assert.Equal(2L, await CountAsync("demandes"));
        db.Clock.Advance(TimeSpan.FromDays(1));
        await OldAsync(id, closed);
        await RunAsync();

        Assert.Equal(open, await db.ScalarAsync<Guid>("select id from demandes"));
        foreach (var table in Tables.Skip(1)) Assert.Equal(table is "demande_resolutions" or "demande_etapes" ? 1L : 0L, await CountAsync(table));
    }

    [Fact]
    public async Task Neither_an_open_request_nor_one_that_was_just_closed_can_be_purged_by_the_program()
    {
        var id = await FullAsync();
        await using var app = db.Contexts.Open(organisation.Id);
        await app.Database.ExecuteSqlAsync($"select archive.purger_demande({id})", Token);
        Assert.Equal(1L, await CountAsync("demandes"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => app.Database.ExecuteSqlAsync($"delete from demande_etapes where demande_id = {id}", Token));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => app.Database.ExecuteSqlAsync($"select set_config('fichier.scellement', 'demande_etapes'::regclass::oid::text, false); delete from demande_etapes where demande_id = {id}", Token));
    }

    [Fact]
    public async Task A_package_goes_after_its_links_last_day_and_one_that_nobody_offered_after_as_many()
    {
        await FullAsync();
        var days = DelaisDemande.At(db.Today).JoursRemise;
        db.Clock.Advance(TimeSpan.FromDays(days) - TimeSpan.FromHours(1));
        await RunAsync();
        Assert.Equal(2L, await db.ScalarAsync<long>("select count(distinct dossier_id) from demande_dossier_fragments"));
        db.Clock.Advance(TimeSpan.FromHours(2));
        await RunAsync();
        Assert.Equal(0L, await CountAsync("demande_dossier_fragments"));
        Assert.Equal(2L, await db.ScalarAsync<long>("select count(*) from demande_dossiers where statut = 'Expire' and jeton_hash is null"));
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        harness = new DemandesHarness(db, organisation);
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    /// <summary>A closed request with a piece, a letter and two packages, one of which was offered.</summary>
    private async Task<Guid> FullAsync()
    {
        var id = await harness.InstruiteAsync(await harness.ContactAsync("Anne", "Martin", "anne@dupont.test"), DroitDemande.Acces);
        Assert.Null((await db.Get<AddPiece>().RunAsync(harness.Dpo, new AddPieceRequest(id, "courrier.pdf", false, "Bonjour"u8.ToArray()), Token)).Refus);
        Assert.Null((await db.Get<Application.Rgpd.Lettres.SendLettre>().RunAsync(harness.Dpo, new() { Id = id, Destinataire = "anne@dupont.test", Objet = "Objet", Corps = "Corps" }, Token)).Refus);
        foreach (var genre in Enum.GetValues<GenreDossier>()) Assert.Null((await db.Get<PrepareDossier>().RunAsync(harness.Dpo, new PrepareDossierRequest(id, genre), Token)).Refus);
        await harness.RunJobsAsync();
        Assert.Null((await db.Get<OfferDossier>().RunAsync(harness.Dpo, (await harness.GetAsync(id)).Dossiers[0].Id, Token)).Refus);
        await harness.DecideAsync(id, DroitDemande.Acces, DecisionDroit.Accordee, "Voici vos données.");
        await harness.AdvanceAsync(id, AvanceeDemande.Repondre);
        await harness.AdvanceAsync(id, AvanceeDemande.Cloturer);
        return id;
    }

    /// <summary>The database has a clock of its own: the file is as old by both.</summary>
    private Task<int> OldAsync(Guid id, DateOnly closed) => db.ScalarAsync<int>($"update demandes set terminee_le = least(terminee_le, '{closed:yyyy-MM-dd}'::date, now() - interval '13 months') where id = '{id}'");

    private Task<IReadOnlyList<string>> RunAsync() => db.Get<Scellements>().RunAsync(organisation.Id, Token);

    private Task<long> CountAsync(string table) => db.ScalarAsync<long>($"select count(*) from {table}");
}
