using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Recherche;
using FichierClient.Application.Rgpd.Limitations;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;

namespace FichierClient.IntegrationTests.Rgpd.Demandes;

/// <summary>A running contract goes on under a restriction, and nobody lifts one in silence.</summary>
public sealed partial class LimitationTests
{
    [Fact]
    public async Task How_the_person_was_told_is_written_down_before_anything_is_lifted()
    {
        var id = await harness.InstruiteAsync(anne, DroitDemande.Limitation);
        var version = (await harness.GetAsync(id)).Version;
        Assert.Equal(RefusKind.Regle, (await db.Get<LiftLimitation>().RunAsync(harness.Dpo, new LiftLimitationRequest(id, version, true, " "), Token)).Refus!.Kind);
        Assert.Equal(1, await CountAsync(Role.Administrateur));
        Assert.Null((await LiftAsync(id, true)).Refus);
        var etapes = (await harness.GetAsync(id)).Etapes.Reverse().Select(e => e.Type).ToList();
        Assert.True(etapes.IndexOf(TypeEtape.LimitationAnnoncee) < etapes.IndexOf(TypeEtape.LimitationLevee));
        Assert.Equal("Lettre du 3 mars", (await harness.GetAsync(id)).Etapes.Single(e => e.Type == TypeEtape.LimitationAnnoncee).Detail);
    }

    [Fact]
    public async Task A_running_contract_goes_on_when_the_DPO_says_why_and_the_record_is_read_and_no_more()
    {
        var id = await harness.InstruiteAsync(anne, DroitDemande.Limitation);
        async Task<Outcome<Done>> ExemptAsync(Acteur acteur, bool exempter, string? raison)
        {
            var details = await harness.GetAsync(id);
            return await db.Get<ExemptContrat>().RunAsync(acteur, new ExemptContratRequest(id, details.Version, details.Personnes[0].PersonneId, exempter, raison), Token);
        }

        Assert.Equal(RefusKind.Interdit, (await ExemptAsync(organisation.Acteur(), true, "Commande 12")).Refus!.Kind);
        Assert.Equal(RefusKind.Invalide, (await ExemptAsync(harness.Dpo, true, " ")).Refus!.Kind);
        Assert.Equal(1, await CountAsync(Role.Administrateur));

        Assert.Null((await ExemptAsync(harness.Dpo, true, "Commande 12, à livrer en mai")).Refus);
        Assert.Equal(2, await CountAsync(Role.Administrateur));
        Assert.NotNull((await db.Get<GetContact>().RunAsync(organisation.Acteur(), new GetContactRequest(anne), Token)).Value.ContratExempteLe);
        Assert.Single((await db.Get<SearchEverything>().RunAsync(organisation.Acteur(), "anne@dupont.test", Token)).Value);
        // Read, and no more.
        Assert.Equal(RefusKind.Regle, (await EditAsync(organisation.Acteur(), "Annette")).Refus!.Kind);
        await It_is_in_no_export_whoever_exports_Async(Role.Administrateur);
        Assert.Equal("Commande 12, à livrer en mai", (await harness.GetAsync(id)).Etapes.Single(e => e.Type == TypeEtape.ContratExempte).Detail);

        Assert.Null((await ExemptAsync(harness.Dpo, false, "Livrée")).Refus);
        Assert.Equal(1, await CountAsync(Role.Administrateur));
        Assert.Null((await LiftAsync(id, true)).Refus);
        Assert.Equal(RefusKind.Regle, (await ExemptAsync(harness.Dpo, true, "Trop tard")).Refus!.Kind);
    }
}
