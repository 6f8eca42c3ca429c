using FichierClient.Application.Common;
using FichierClient.Application.Courriels;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Lettres;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Rgpd.Demandes;

/// <summary>A request isn't answered by a letter that nobody received.</summary>
public sealed class DepartReponseTests : IAsyncLifetime
{
    private TestDatabase db = null!;
    private DemandesHarness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_proposed_answer_leaves_open_is_told_before_it_is_kept()
    {
        var id = await harness.CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.Rectification] });
        var version = (await harness.GetAsync(id)).Version;

        var refus = (await db.Get<DecideDroit>().RunAsync(harness.Dpo, new DecideDroitRequest { Id = id, Version = version, Droit = DroitDemande.Rectification, Decision = DecisionDroit.Accordee, Texte = "Vos données ont été rectifiées : [préciser ce qui a été corrigé]." }, Token)).Refus;

        Assert.Contains("[préciser ce qui a été corrigé]", Assert.Single(refus!.Champs).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_one_once_it_has_left_or_the_DPO_says_how_it_was_given()
    {
        var id = await harness.CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Email = "anne@dupont.test", Droits = [DroitDemande.Acces] });
        await harness.AdvanceAsync(id, AvanceeDemande.ConfirmerIdentite, "Rappel");
        await harness.DecideAsync(id, DroitDemande.Acces, DecisionDroit.SansObjet, "Rien.");
        Assert.Contains("Aucune lettre", (await TakeAsync(id, AvanceeDemande.Repondre)).Refus!.Message, StringComparison.Ordinal);

        Assert.True((await db.Get<SendLettre>().RunAsync(harness.Dpo, new SendLettreRequest { Id = id, Type = TypeLettre.AucuneDonnee, Envoi = EnvoiLettre.Courriel, Destinataire = "anne@dupont.test", Objet = "Votre demande", Corps = "Rien." }, Token)).IsSuccess);
        await FareAsync("NonParti", "550");
        Assert.Contains("« Votre demande » n’est pas partie", (await TakeAsync(id, AvanceeDemande.Repondre)).Refus!.Message, StringComparison.Ordinal);
        await FareAsync("Envoye", ".eml");
        Assert.NotNull((await TakeAsync(id, AvanceeDemande.Repondre)).Refus);

        // It waited when the organisation moved here; the DPO found out that the former installation sent it.
        await FareAsync("Ailleurs", "");
        Assert.NotNull((await TakeAsync(id, AvanceeDemande.Repondre)).Refus);
        var courriel = (await harness.GetAsync(id)).Courriers[0].Depart!.Id;
        Assert.True((await db.Get<NoteCourrielParti>().RunAsync(harness.Dpo, courriel, Token)).IsSuccess);
        Assert.Equal(RefusKind.Regle, (await db.Get<NoteCourrielParti>().RunAsync(harness.Dpo, courriel, Token)).Refus!.Kind);
        Assert.Null((await TakeAsync(id, AvanceeDemande.Repondre)).Refus);
        await FareAsync("AEnvoyer", "");
        Assert.NotNull((await TakeAsync(id, AvanceeDemande.Cloturer)).Refus);
        Assert.Null((await TakeAsync(id, AvanceeDemande.Cloturer, "Lue au téléphone")).Refus);
        Assert.Equal("Lue au téléphone", (await harness.GetAsync(id)).Etapes[0].Detail);
    }

    /// <summary>How the only e-mail fares.</summary>
    private Task<object?> FareAsync(string statut, string reponse) => db.ScalarAsync<object>($"""
        update courriels set statut = '{statut}', reponse = '{reponse}', destinataire = case when '{statut}' <> 'Envoye' then 'anne@dupont.test' end, corps = case when '{statut}' <> 'Envoye' then 'Rien.' end
        """);

    private async Task<Outcome<Done>> TakeAsync(Guid id, AvanceeDemande avancee, string? texte = null) =>
        await db.Get<AdvanceDemande>().RunAsync(harness.Dpo, new AdvanceDemandeRequest(id, (await harness.GetAsync(id)).Version, avancee, texte), Token);

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        harness = new DemandesHarness(db, await db.AddOrganisationAsync("un"));
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();
}
