using FichierClient.Application.Rgpd.DroitsARefaire;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Rgpd.Demandes;

/// <summary>What was granted after a backup and no program can do again is listed once that backup was restored.</summary>
public sealed class DroitsARefaireTests : IAsyncLifetime
{
    private TestDatabase db = null!;
    private TestOrganisation organisation = null!;
    private DemandesHarness harness = null!;
    private Guid anne;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private JournalEffacements Journal => db.Get<JournalEffacements>();

    [Theory]
    [InlineData(DroitDemande.Rectification, EntreeJournal.NatureRectification)]
    [InlineData(DroitDemande.RetraitConsentement, EntreeJournal.NatureRetrait)]
    public async Task A_right_that_was_granted_is_to_be_done_again_after_a_restore_until_somebody_says_that_it_is(DroitDemande droit, string nature)
    {
        var id = await harness.InstruiteAsync(anne, droit);
        await harness.DecideAsync(id, droit, DecisionDroit.Accordee, "C’est fait : le nom est corrigé.");
        var entry = Assert.Single(Journal.Depuis(0), e => e.Nature == nature);
        Assert.Equal((id, nameof(Sujet.Contact), anne), (entry.EffacementId, entry.Sujet, entry.SujetId));
        Assert.Empty(await ListAsync());

        // As the restored database replays it, twice, and one that doesn't know the record.
        var rejeu = db.Get<IEnumerable<Rejeu>>().OfType<RejeuDroits>().Single();
        await rejeu.ReplayAsync(entry, Token);
        await rejeu.ReplayAsync(entry, Token);
        await rejeu.ReplayAsync(entry with { Seq = entry.Seq + 1, SujetId = Guid.CreateVersion7(), EffacementId = Guid.CreateVersion7() }, Token);
        await rejeu.ReplayAsync(entry with { TenantId = Guid.CreateVersion7() }, Token);

        var rows = await ListAsync();
        Assert.Equal([("Anne Martin", true), (null, false)], rows.Select(r => (r.Fiche, r.Demande is not null)));
        Assert.All(rows, r => Assert.Equal(droit, r.Droit));
        Assert.Null((await db.Get<FinishDroitARefaire>().RunAsync(harness.Dpo, rows[0].Id, Token)).Refus);
        await rejeu.ReplayAsync(entry, Token);
        Assert.Equal(rows[1].Id, Assert.Single(await ListAsync()).Id);
    }

    [Fact]
    public async Task What_was_refused_or_is_done_by_the_program_leaves_no_entry()
    {
        var id = await harness.InstruiteAsync(anne, DroitDemande.Rectification);
        await harness.DecideAsync(id, DroitDemande.Rectification, DecisionDroit.SansObjet, "Rien à corriger.");
        var access = await harness.InstruiteAsync(anne, DroitDemande.Acces);
        await harness.DecideAsync(access, DroitDemande.Acces, DecisionDroit.Accordee, "Voici.");

        Assert.DoesNotContain(Journal.Depuis(0), e => e.Nature is EntreeJournal.NatureRectification or EntreeJournal.NatureRetrait);
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        harness = new DemandesHarness(db, organisation);
        anne = await harness.ContactAsync("Anne", "Martin", "anne@dupont.test");
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    private async Task<IReadOnlyList<DroitARefaireRow>> ListAsync() => (await db.Get<ListDroitsARefaire>().RunAsync(harness.Dpo, default, Token)).Value;
}
