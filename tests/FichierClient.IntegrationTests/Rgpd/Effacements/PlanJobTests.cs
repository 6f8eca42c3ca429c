using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Effacements;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Rgpd.Demandes;

namespace FichierClient.IntegrationTests.Rgpd.Effacements;

/// <summary>The plan of an erasure is made by a job: the page doesn't wait for it, and nobody acts on one that isn't there.</summary>
public sealed class PlanJobTests : IAsyncLifetime
{
    private TestDatabase db = null!;
    private TestOrganisation organisation = null!;
    private DemandesHarness harness = null!;
    private Guid anne;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_gets_the_erasure_at_once_and_finds_the_plan_later()
    {
        var id = await PrepareAsync();
        var before = await GetAsync(id);
        Assert.Equal((StatutEffacement.EnPreparation, "", false, false), (before.Statut, before.Empreinte, before.PeutApprouver, before.EstArrete));
        Assert.Equal(RefusKind.Regle, (await ApproveAsync(id, "")).Refus!.Kind);

        await harness.RunJobsAsync();

        var after = await GetAsync(id);
        Assert.Equal((StatutEffacement.AApprouver, true), (after.Statut, after.PeutApprouver));
        Assert.Contains(after.Lieux, l => l.Table == "contacts");
        Assert.True(after.ALire > 20);
        // Taken up once more after a crash, the same job changes nothing.
        await db.ScalarAsync<object>("update jobs set status = 'Waiting'");
        await harness.RunJobsAsync();
        Assert.Equal((after.Statut, after.Empreinte, after.PrepareLe), ((await GetAsync(id)).Statut, (await GetAsync(id)).Empreinte, (await GetAsync(id)).PrepareLe));
    }

    [Fact]
    public async Task Of_two_members_at_once_both_get_the_same_one()
    {
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => db.Get<PrepareEffacement>().RunAsync(harness.Dpo, Request(), Token)));
        Assert.Single(both.Select(b => b.Value).Distinct());
        Assert.Equal((1L, 1L), (await db.ScalarAsync<long>("select count(*) from effacements"), await db.ScalarAsync<long>("select count(*) from jobs")));
    }

    [Fact]
    public async Task A_search_that_is_done_again_keeps_an_approval_of_the_same_plan_and_voids_one_of_another()
    {
        await db.ScalarAsync<object>($"insert into membres (tenant_id, id, utilisateur_id, nom, email, role, depuis_le) select tenant_id, gen_random_uuid(), gen_random_uuid(), 'Second DPO', 'second@dpo.test', 'Dpo', now() from membres where id = '{harness.Dpo.MembreId}'");
        await db.ScalarAsync<object>($"""
            with e as (insert into entreprises (tenant_id, id, raison_sociale, recherche, est_personne_physique, cree_le, modifie_le) values ('{organisation.Id}', gen_random_uuid(), 'Dupont SA', 'dupont sa', false, now(), now()) returning id)
            insert into ventes (tenant_id, id, type, statut, serie, numero, date, entreprise_id, contact_id, devise, taux, total_ht, total_tva, total_ttc, montant, cree_le, modifie_le)
                select '{organisation.Id}', gen_random_uuid(), 'Facture', 'Validee', '', 'F1', current_date, id, '{anne}', 'EUR', 1, 100, 20, 120, 100, now(), now() from e
            """);
        var id = await PrepareAsync();
        await harness.RunJobsAsync();
        var plan = await GetAsync(id);
        Assert.True(plan.ExigeDeux);
        Assert.Equal(StatutEffacement.AApprouver, (await ApproveAsync(id, plan.Empreinte)).Value);

        Assert.Null((await db.Get<RenewEffacement>().RunAsync(harness.Dpo, new RenewEffacementRequest(id), Token)).Refus);
        Assert.Equal(StatutEffacement.EnPreparation, (await GetAsync(id)).Statut);
        Assert.Equal(RefusKind.Regle, (await db.Get<DecideMentions>().RunAsync(harness.Dpo, new DecideMentionsRequest(id, plan.Empreinte, [], DecisionMention.Laisser), Token)).Refus!.Kind);
        await harness.RunJobsAsync();
        Assert.Equal((plan.Empreinte, 1), ((await GetAsync(id)).Empreinte, (await GetAsync(id)).Approbations.Count));

        await db.ScalarAsync<object>($"insert into evenements (tenant_id, id, type, survenu_le, texte, contact_id) values ('{organisation.Id}', gen_random_uuid(), 'Note', now(), 'Elle rappelle', '{anne}')");
        Assert.Null((await db.Get<RenewEffacement>().RunAsync(harness.Dpo, new RenewEffacementRequest(id), Token)).Refus);
        await harness.RunJobsAsync();
        Assert.NotEqual(plan.Empreinte, (await GetAsync(id)).Empreinte);
        Assert.Empty((await GetAsync(id)).Approbations);
    }

    [Fact]
    public async Task A_search_under_way_of_one_that_is_given_up_is_asked_to_stop()
    {
        var given = await PrepareAsync();
        await db.ScalarAsync<object>("update jobs set status = 'Running'");

        Assert.Null((await db.Get<AbandonEffacement>().RunAsync(harness.Dpo, new AbandonEffacementRequest(given), Token)).Refus);

        Assert.True(await db.ScalarAsync<bool>("select cancel_requested from jobs"));
    }

    [Fact]
    public async Task One_that_is_given_up_meanwhile_stays_so_and_one_that_stopped_is_taken_up()
    {
        var given = await PrepareAsync();
        Assert.Null((await db.Get<AbandonEffacement>().RunAsync(harness.Dpo, new AbandonEffacementRequest(given), Token)).Refus);
        Assert.Equal("Cancelled", await db.ScalarAsync<string>("select status from jobs"));
        await harness.RunJobsAsync();
        Assert.Equal(StatutEffacement.Abandonne, (await GetAsync(given)).Statut);

        var id = await PrepareAsync();
        await db.ScalarAsync<object>("update jobs set status = 'Failed' where status = 'Waiting'");
        Assert.True((await GetAsync(id)).EstArrete);
        Assert.Equal(1, (await db.Get<Application.Rgpd.TableauDpo.GetAttentesDpo>().RunAsync(harness.Dpo, default, Token)).Value.Arretes);
        Assert.Null((await db.Get<RestartEffacement>().RunAsync(harness.Dpo, new RestartEffacementRequest(id), Token)).Refus);
        await harness.RunJobsAsync();
        Assert.Equal(StatutEffacement.AApprouver, (await GetAsync(id)).Statut);
    }

    [Fact]
    public async Task The_request_goes_on_once_the_plan_is_there()
    {
        var demande = await harness.InstruiteAsync(anne, DroitDemande.Effacement);
        Assert.Null((await db.Get<PrepareEffacement>().RunAsync(harness.Dpo, Request() with { DemandeId = demande }, Token)).Refus);
        Assert.Equal(StatutDemande.EnInstruction, (await harness.GetAsync(demande)).Statut);
        await harness.RunJobsAsync();
        Assert.Equal(StatutDemande.PlanAValider, (await harness.GetAsync(demande)).Statut);
        Assert.Single((await harness.GetAsync(demande)).Etapes, e => e.Type == TypeEtape.EffacementPrepare);
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        harness = new DemandesHarness(db, organisation);
        anne = await harness.ContactAsync("Anne", "Martin", "anne@dupont.test");
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    private PrepareEffacementRequest Request() => new(Sujet.Contact, anne, Fondement.Opposition);

    private async Task<Guid> PrepareAsync() => (await db.Get<PrepareEffacement>().RunAsync(harness.Dpo, Request(), Token)).Value;

    private async Task<EffacementDetails> GetAsync(Guid id) => (await db.Get<GetEffacement>().RunAsync(harness.Dpo, new GetEffacementRequest(id), Token)).Value;

    private async Task<Outcome<StatutEffacement>> ApproveAsync(Guid id, string empreinte) => await db.Get<ApproveEffacement>().RunAsync(harness.Dpo, new ApproveEffacementRequest(id, empreinte), Token);
}
