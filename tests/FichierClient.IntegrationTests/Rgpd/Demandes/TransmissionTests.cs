using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Rgpd.Demandes;

/// <summary>What a member hands over from a sheet, what the DPO begins from one, and the number beside the word RGPD.</summary>
public sealed class TransmissionTests : IAsyncLifetime
{
    private TestDatabase db = null!;
    private TestOrganisation organisation = null!;
    private DemandesHarness harness = null!;
    private Guid anne;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DateOnly Today => db.Today;

    [Fact]
    public async Task A_member_says_what_was_asked_how_and_when_and_the_clock_runs_from_that_day()
    {
        var request = new TransmitDemandeRequest(null, anne, null, "Elle veut tout effacer") { Droit = DroitDemande.Effacement, Canal = CanalDemande.Telephone, RecueLe = Today.AddDays(-4) };
        Assert.Equal(new DemandeTransmise(Today.AddDays(-4), false), await db.Get<TransmitDemande>().Do(organisation.Acteur(Role.Commercial), request));
        // A second click, or a second thought, makes no second clock; another right does.
        Assert.Equal(new DemandeTransmise(Today.AddDays(-4), true), await db.Get<TransmitDemande>().Do(organisation.Acteur(Role.Commercial), request));
        Assert.False((await db.Get<TransmitDemande>().Do(organisation.Acteur(Role.Commercial), request with { Droit = DroitDemande.Acces })).DejaTransmise);

        var sheet = await harness.GetAsync(await db.ScalarAsync<Guid>("select d.id from demandes d join demande_resolutions r on r.demande_id = d.id where r.droit = 'Effacement'"));
        Assert.Equal((Today.AddDays(-4), CanalDemande.Telephone, "Elle veut tout effacer"), (sheet.RecueLe, sheet.Canal, sheet.Objet));
        Assert.Equal([DroitDemande.Effacement], sheet.Resolutions.Select(r => r.Droit));
        Assert.Contains(sheet.Etapes, e => e.Type == TypeEtape.Transmise);
        Assert.Equal(anne, Assert.Single(sheet.Personnes).FicheId);
    }

    [Fact]
    public async Task A_day_that_cannot_be_is_refused()
    {
        Assert.Equal(RefusKind.Invalide, (await db.Get<TransmitDemande>().Refuse(organisation.Acteur(), new(null, anne, null) { RecueLe = new DateOnly(1, 1, 1) })).Kind);
        Assert.NotNull(await db.Get<TransmitDemande>().Refuse(organisation.Acteur(), new(null, anne, null) { RecueLe = Today.AddDays(1) }));
    }

    [Fact]
    public async Task A_request_that_is_begun_from_a_sheet_knows_what_the_sheet_knows()
    {
        var begun = await db.Get<StartDemande>().Do(harness.Dpo, new StartDemandeRequest(anne, null));
        Assert.Equal(("Anne Martin", "anne@dupont.test", "06 12 34 56 78", anne), (begun.Nom, begun.Email, begun.Telephone, begun.ContactId!.Value));
        begun.Droits = [DroitDemande.Acces];
        Assert.Equal(anne, Assert.Single((await harness.GetAsync(await harness.CreateAsync(begun))).Personnes).FicheId);
        Assert.Equal(RefusKind.Interdit, (await db.Get<StartDemande>().Refuse(organisation.Acteur(Role.Commercial), new(anne, null))).Kind);
    }

    [Fact]
    public async Task The_navigation_counts_what_waits_and_what_is_late()
    {
        var first = await harness.CreateAsync(new CreateDemandeRequest { Nom = "Anne", Droits = [DroitDemande.Acces] });
        await harness.CreateAsync(new CreateDemandeRequest { Nom = "Luc", Droits = [DroitDemande.Acces] });
        Assert.Equal(new DemandesComptees(2, 0), await CountAsync());
        await harness.AdvanceAsync(first, AvanceeDemande.DemanderIdentite, "Votre numéro de client ?");
        await harness.AdvanceAsync(first, AvanceeDemande.Suspendre);
        db.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal(new DemandesComptees(2, 1), await CountAsync());
        Assert.Equal(RefusKind.Interdit, (await db.Get<CountDemandes>().Refuse(organisation.Acteur(Role.Administrateur), default)).Kind);
    }

    [Fact]
    public void Every_right_and_decision_has_a_first_text_with_its_article()
    {
        foreach (var droit in Enum.GetValues<DroitDemande>())
        {
            foreach (var decision in Enum.GetValues<DecisionDroit>())
                Assert.Contains(droit == DroitDemande.DirectivesPostMortem ? "art. 85" : $"art. {ResolutionDroit.ArticleOf(droit)}", ReponsesProposees.De(droit, decision), StringComparison.Ordinal);
        }

        Assert.Equal(4, Enum.GetValues<DecisionDroit>().Select(d => ReponsesProposees.De(DroitDemande.Acces, d)).Distinct().Count());
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        harness = new DemandesHarness(db, organisation);
        anne = await harness.ContactAsync("Anne", "Martin", "anne@dupont.test", "06 12 34 56 78");
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    private Task<DemandesComptees> CountAsync() => db.Get<CountDemandes>().Do(harness.Dpo, default);
}
