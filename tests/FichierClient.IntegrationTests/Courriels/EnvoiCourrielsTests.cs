using System.Collections.Concurrent;
using FichierClient.Application.Courriels;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Lettres;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Rgpd.Demandes;
using FichierClient.IntegrationTests.Rgpd.Effacements;
using FichierClient.Web.Courriels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace FichierClient.IntegrationTests.Courriels;

/// <summary>A letter is sent once the mail server took it, once, whatever happens in between.</summary>
public sealed class EnvoiCourrielsTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<CourrielAPartir> taken = new();
    private TestDatabase db = null!;
    private TestOrganisation organisation = null!;
    private DemandesHarness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_letter_waits_in_the_transaction_that_wrote_it_and_is_sent_when_the_server_says_so()
    {
        var demande = await LetterAsync();
        var waiting = await harness.GetAsync(demande);
        Assert.Equal(StatutCourriel.AEnvoyer, waiting.Courriers.Single().Depart!.Statut);
        Assert.DoesNotContain(waiting.Etapes, e => e.Type == TypeEtape.CourrierEnvoye);

        Assert.Equal(1, await SendAsync(TakeAsync));

        var left = await harness.GetAsync(demande);
        Assert.Equal((StatutCourriel.Envoye, "250 pris"), (left.Courriers.Single().Depart!.Statut, left.Courriers.Single().Depart!.Reponse));
        Assert.Contains("250 pris", left.Etapes.Single(e => e.Type == TypeEtape.CourrierEnvoye).Detail, StringComparison.Ordinal);
        var mail = Assert.Single(taken);
        Assert.Equal(("anne@dupont.test", "Réponse"), (mail.Destinataire, mail.Objet));
        Assert.Equal("%PDF"u8.ToArray(), mail.Piece![..4]);
        // Its words and its address go, what it was about and its print stay.
        Assert.Equal(1L, await db.ScalarAsync<long>("select count(*) from courriels where corps is null and destinataire is null and objet = 'Réponse' and length(empreinte) = 64 and envoye_le is not null"));
        Assert.Equal(0, await SendAsync(TakeAsync));
    }

    [Fact]
    public async Task A_use_case_that_is_refused_leaves_no_e_mail()
    {
        var refused = await db.Get<SendLettre>().RunAsync(harness.Dpo, new SendLettreRequest { Id = Guid.CreateVersion7(), Type = TypeLettre.Refus, Envoi = EnvoiLettre.Courriel, Destinataire = "anne@dupont.test", Objet = "Réponse", Corps = "Texte" }, Token);
        Assert.NotNull(refused.Refus);
        await LetterAsync(EnvoiLettre.Courrier);
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from courriels"));
    }

    [Fact]
    public async Task A_sender_that_dies_while_the_server_has_it_is_followed_by_another_that_sends_it_once()
    {
        await LetterAsync();
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAsync<OperationCanceledException>(() => Sender().RunAsync(organisation.Id, (_, token) =>
        {
            stop.Cancel();
            throw new OperationCanceledException(token);
        }, stop.Token));
        Assert.Equal(1L, await db.ScalarAsync<long>("select count(*) from courriels where statut = 'AEnvoyer' and essais = 0"));
        Assert.Equal(1, await SendAsync(TakeAsync));
        Assert.Equal(0, await SendAsync(TakeAsync));
        Assert.Single(taken);
    }

    [Fact]
    public async Task A_program_that_is_asked_to_stop_while_the_server_takes_a_letter_keeps_that_it_left()
    {
        var demande = await LetterAsync();
        using var stop = new CancellationTokenSource();
        try
        {
            await Sender().RunAsync(organisation.Id, async (mail, token) =>
            {
                await stop.CancelAsync();
                return await TakeAsync(mail, token);
            }, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // It stops before the next one.
        }

        Assert.Equal(StatutCourriel.Envoye, (await CourrielAsync()).Statut);
        Assert.Contains((await harness.GetAsync(demande)).Etapes, e => e.Type == TypeEtape.CourrierEnvoye);
        Assert.Equal(0, await SendAsync(TakeAsync));
        Assert.Single(taken);
    }

    [Fact]
    public async Task A_letter_that_nothing_can_be_made_of_holds_no_other_and_is_given_up_in_the_end()
    {
        await LetterAsync();
        await LetterAsync();
        await db.ScalarAsync<object>("update courriels set destinataire = 'anne@dupont.test;' where id = (select min(id::text)::uuid from courriels)");
        Task<string> Parse(CourrielAPartir mail, CancellationToken token) => mail.Destinataire.EndsWith(';') ? throw new FormatException("no address") : TakeAsync(mail, token);
        Assert.Equal(1, await SendAsync(Parse));
        Assert.Equal("AEnvoyer:1:FormatException: no address, Envoye:1:250 pris", await db.ScalarAsync<string>("select string_agg(statut || ':' || essais || ':' || reponse, ', ' order by statut) from courriels"));
        foreach (var wait in Courriel.Attentes)
        {
            db.Clock.Advance(wait);
            await SendAsync(Parse);
        }

        Assert.Single((await db.Get<ListNonPartis>().RunAsync(harness.Dpo, default, Token)).Value);
    }

    [Theory]
    [InlineData("anne@dupont.test;")]
    [InlineData("Anne <anne@dupont.test")]
    public async Task An_address_that_cannot_be_written_to_is_refused_where_it_is_typed(string address)
    {
        var demande = await harness.CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.Acces] });
        var outcome = await db.Get<SendLettre>().RunAsync(harness.Dpo, new SendLettreRequest { Id = demande, Type = TypeLettre.Refus, Envoi = EnvoiLettre.Courriel, Destinataire = address, Objet = "Réponse", Corps = "Texte" }, Token);
        Assert.NotNull(outcome.Refus);
        Assert.NotNull((await db.Get<CreateDemande>().RunAsync(harness.Dpo, new CreateDemandeRequest { Nom = "Anne Martin", Email = address, Droits = [DroitDemande.Acces] }, Token)).Refus);
        Assert.NotNull((await db.Get<InviteMembre>().RunAsync(organisation.Acteur(), new InviteMembreRequest(address, Role.Dpo), Token)).Refus);
    }

    [Fact]
    public void An_address_from_before_that_cannot_be_read_is_a_refusal_for_good()
    {
        var error = Assert.Throws<CourrielNonPartiException>(() => ExpediteurCourriels.MessageOf(new CourrielAPartir(Guid.NewGuid(), "anne@dupont.test;", "Objet", "Texte", null, ""), "crm@essai.test"));
        Assert.True(error.EstDefinitif);
    }

    [Fact]
    public async Task A_server_out_of_order_is_asked_once_a_round_and_a_refused_address_holds_nothing()
    {
        for (var i = 0; i < 3; i++) await LetterAsync();
        var asked = 0;
        await SendAsync((_, _) => ++asked == 1 ? throw new CourrielNonPartiException("550 inconnu", true) : throw new CourrielNonPartiException("délai dépassé", false));
        Assert.Equal(2, asked);
        Assert.Equal(1, await SendAsync(TakeAsync));
    }

    [Fact]
    public async Task Two_senders_at_once_send_each_letter_once()
    {
        for (var i = 0; i < 6; i++) await LetterAsync();
        async Task<string> Slow(CourrielAPartir mail, CancellationToken token)
        {
            // So slow that the four overlap; a faster one would make the test weaker, never red.
            await Task.Delay(50, token);
            return await TakeAsync(mail, token);
        }

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SendAsync(Slow))));
        Assert.Equal(6, sent.Sum());
        Assert.Equal(6, taken.Select(t => t.Id).Distinct().Count());
        Assert.Equal(6, taken.Count);
        Assert.True(sent.Count(s => s > 0) > 1);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_tried_again_later_and_later_then_the_letter_is_given_up_and_can_be_sent_again()
    {
        var demande = await LetterAsync();
        var waits = new List<TimeSpan>();
        static Task<string> Refuse(CourrielAPartir mail, CancellationToken token) => throw new CourrielNonPartiException("421 plus tard", false);
        while ((await CourrielAsync()) is { Statut: StatutCourriel.AEnvoyer } courriel)
        {
            var wait = TimeSpan.FromSeconds(Math.Round((courriel.ProchainEssaiLe - db.Clock.GetUtcNow()).TotalSeconds));
            waits.Add(wait);
            db.Clock.Advance(wait + TimeSpan.FromMilliseconds(1));
            Assert.Equal([organisation.Id], await Sender().DueAsync(Token));
            Assert.Equal(0, await SendAsync(Refuse));
            Assert.Empty(await Sender().DueAsync(Token));
        }

        Assert.Equal([TimeSpan.Zero, .. Courriel.Attentes], waits);
        Assert.Equal(waits.Order(), waits);
        var sheet = await harness.GetAsync(demande);
        Assert.Equal((StatutCourriel.NonParti, "421 plus tard"), (sheet.Courriers.Single().Depart!.Statut, sheet.Courriers.Single().Depart!.Reponse));
        Assert.Contains("421 plus tard", sheet.Etapes.Single(e => e.Type == TypeEtape.CourrielNonParti).Detail, StringComparison.Ordinal);
        Assert.Equal(demande, Assert.Single((await db.Get<ListNonPartis>().RunAsync(harness.Dpo, default, Token)).Value).DemandeId);

        Assert.Null((await db.Get<ResendCourriel>().RunAsync(harness.Dpo, sheet.Courriers.Single().Depart!.Id, Token)).Refus);
        Assert.NotNull((await db.Get<ResendCourriel>().RunAsync(harness.Dpo, sheet.Courriers.Single().Depart!.Id, Token)).Refus);
        Assert.Equal(1, await SendAsync(TakeAsync));
        Assert.Empty((await db.Get<ListNonPartis>().RunAsync(harness.Dpo, default, Token)).Value);
    }

    [Fact]
    public async Task An_address_that_is_refused_for_good_is_not_tried_again()
    {
        await LetterAsync();
        await SendAsync((_, _) => throw new CourrielNonPartiException("550 inconnu", true));
        Assert.Equal(StatutCourriel.NonParti, (await CourrielAsync()).Statut);
    }

    [Fact]
    public async Task An_erasure_cancels_what_would_still_be_sent_to_the_person_but_not_the_answer_to_her_request()
    {
        var erased = await EffacementHarness.CreateAsync(db, "effacer");
        var requests = new DemandesHarness(db, erased.Organisation);
        var own = await requests.InstruiteAsync(erased.ContactId, DroitDemande.Rectification);
        var other = await requests.CreateAsync(new CreateDemandeRequest { Nom = "Luc Petit", Droits = [DroitDemande.Acces] });
        foreach (var id in new[] { own, other }) await LetterAsync(requests, id, EffacementHarness.Email, $"À {EffacementHarness.Prenom} {EffacementHarness.Nom}");
        await LetterAsync(requests, other, "luc@villon.test", "À Luc Petit");

        await erased.EraseAsync();

        var statuts = await db.ScalarAsync<string>("select string_agg(statut || ':' || coalesce(destinataire, '-') || ':' || objet, ' | ' order by objet collate \"C\") from courriels");
        Assert.Equal($"AEnvoyer:luc@villon.test:À Luc Petit | AEnvoyer:{EffacementHarness.Email}:À {EffacementHarness.Prenom} {EffacementHarness.Nom} | Annule:-:À {Aiguille.Marque}", statuts);
        Assert.Equal(2, await Sender().RunAsync(erased.Organisation.Id, TakeAsync, Token));
        Assert.Contains((await requests.GetAsync(other)).Etapes, e => e.Type == TypeEtape.CourrielAnnule);
    }

    [Fact]
    public async Task An_e_mail_that_its_sender_holds_while_its_person_is_erased_never_leaves_later()
    {
        var erased = await EffacementHarness.CreateAsync(db, "effacer");
        var requests = new DemandesHarness(db, erased.Organisation);
        var other = await requests.CreateAsync(new CreateDemandeRequest { Nom = "Luc Petit", Droits = [DroitDemande.Acces] });
        await LetterAsync(requests, other, EffacementHarness.Email, $"À {EffacementHarness.Prenom} {EffacementHarness.Nom}");
        var (held, answer) = (new TaskCompletionSource(), new TaskCompletionSource<string>());
        var sending = Sender().RunAsync(erased.Organisation.Id, (_, _) =>
        {
            held.SetResult();
            return answer.Task;
        }, Token);
        await held.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);

        var erasing = erased.EraseAsync();
        // The e-mail is held until the erasure has destroyed, or ended without: the database alone tells.
        while (!erasing.IsCompleted && await db.ScalarAsync<string>("select max(etape) from effacements") is not "Detruit") await Task.Delay(50, Token);
        answer.SetException(new CourrielNonPartiException("421 plus tard", false));
        Assert.Equal(0, await sending);
        await erasing;

        Assert.Equal($"Annule:-:À {Aiguille.Marque}", await db.ScalarAsync<string>("select statut || ':' || coalesce(destinataire, '-') || ':' || objet from courriels"));
        db.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await Sender().RunAsync(erased.Organisation.Id, TakeAsync, Token));
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        harness = new DemandesHarness(db, organisation);
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    private EnvoiCourriels Sender() => new(db.Contexts, db.Clock, NullLogger<EnvoiCourriels>.Instance);

    private Task<int> SendAsync(RemiseCourriel remise) => Sender().RunAsync(organisation.Id, remise, Token);

    private Task<string> TakeAsync(CourrielAPartir mail, CancellationToken token)
    {
        taken.Enqueue(mail);
        return Task.FromResult("250 pris");
    }

    private async Task<Courriel> CourrielAsync()
    {
        await using var context = db.Contexts.Open(organisation.Id);
        return await context.Courriels.AsNoTracking().SingleAsync(Token);
    }

    private async Task<Guid> LetterAsync(EnvoiLettre envoi = EnvoiLettre.Courriel)
    {
        var demande = await harness.CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Email = "anne@dupont.test", Droits = [DroitDemande.Acces] });
        await LetterAsync(harness, demande, "anne@dupont.test", "Réponse", envoi);
        return demande;
    }

    private async Task LetterAsync(DemandesHarness requests, Guid demande, string to, string objet, EnvoiLettre envoi = EnvoiLettre.Courriel) => Assert.Null((await db.Get<SendLettre>().RunAsync(
        requests.Dpo, new SendLettreRequest { Id = demande, Type = TypeLettre.ReponseAcces, Envoi = envoi, Destinataire = to, Objet = objet, Corps = "Madame,\n\nVoici." }, Token)).Refus);
}
