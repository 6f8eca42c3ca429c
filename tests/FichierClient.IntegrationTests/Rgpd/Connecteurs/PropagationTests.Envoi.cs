using System.Text;
using System.Text.Json.Nodes;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FichierClient.IntegrationTests.Rgpd.Connecteurs;

/// <summary>How notices leave.</summary>
public sealed partial class PropagationTests
{
    [Fact]
    public async Task A_notice_is_signed_has_OpenDSRs_form_and_names_nobody()
    {
        var systeme = await GiveAsync("Emailing", Here + "/avis");
        var key = await KeyAsync(systeme);
        await demandes.InstruiteAsync(anne, DroitDemande.Limitation);

        Assert.Equal(1, await SendAsync());
        Assert.Equal(0, await SendAsync());

        var (path, date, signature, body) = Assert.Single(received);
        Assert.Equal("/avis", path);
        var publicKey = db.Get<SignatureCertificats>().ClePublique;
        Assert.True(SignatureCertificats.Verify(publicKey, RemiseAvis.Signed(date, body), Convert.FromBase64String(signature["ed25519=".Length..])));
        Assert.False(SignatureCertificats.Verify(publicKey, RemiseAvis.Signed(date, [.. body, 32]), Convert.FromBase64String(signature["ed25519=".Length..])));
        var said = JsonNode.Parse(body)!;
        Assert.Equal(("gdpr", "restriction", $"{key:N}"), (said["regulation"]!.GetValue<string>(), said["subject_request_type"]!.GetValue<string>(), said["subject_identities"]![0]!["identity_value"]!.GetValue<string>()));
        Assert.EndsWith($"/v1/demandes/{said["subject_request_id"]!.GetValue<string>()}/accuse", said["status_callback_urls"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.All((string[])["Anne", "Martin", "@", anne.ToString("N"), anne.ToString()], w => Assert.DoesNotContain(w, Encoding.UTF8.GetString(body), StringComparison.OrdinalIgnoreCase));
        // Taken is received; what it then says comes by the reference that it was sent.
        Assert.Equal(EtatAvis.Recue, Assert.Single(await AvisAsync()).Etat);
        Assert.Equal(PriseAccuse.Prise, (await AckAsync(systeme, Guid.ParseExact(said["subject_request_id"]!.GetValue<string>(), "N"), new Accuse(EtatAvis.Terminee))).Prise);
    }

    [Fact]
    public async Task What_does_not_leave_is_tried_later_and_later_and_an_erasure_still_finds_its_key()
    {
        var systeme = await GiveAsync("Emailing", Here + "/avis");
        var key = await KeyAsync(systeme);
        answer = http => Task.FromResult(http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable);
        await EraseAsync(await demandes.InstruiteAsync(anne, DroitDemande.Effacement));
        Assert.Equal(0, await SendAsync());
        Assert.Equal(0, await SendAsync());
        var waiting = Assert.Single(await AvisAsync(), a => a.Nature == NatureAvis.Effacement);
        Assert.Equal((1, "HTTP 503", EnvoiAvis.AEnvoyer), (waiting.Essais, waiting.Reponse, waiting.Envoi));

        db.Clock.Advance(TimeSpan.FromMinutes(1));
        answer = _ => Task.CompletedTask;
        Assert.Equal(1, await SendAsync());

        // The restriction that was overtaken was never sent.
        Assert.Equal(["erasure", "erasure"], received.Select(r => JsonNode.Parse(r.Body)!["subject_request_type"]!.GetValue<string>()));
        Assert.Equal($"{key:N}", JsonNode.Parse(received.Last().Body)!["subject_identities"]![0]!["identity_value"]!.GetValue<string>());
        Assert.Equal((EnvoiAvis.Envoye, EtatAvis.Recue), (await AvisAsync()).Where(a => a.Nature == NatureAvis.Effacement).Select(a => (a.Envoi, a.Etat)).Single());
    }

    [Fact]
    public async Task What_fails_for_two_days_is_given_up_and_can_be_sent_again()
    {
        await GiveAsync("Emailing", Here + "/avis");
        await demandes.InstruiteAsync(anne, DroitDemande.Limitation);
        answer = http => Task.FromResult(http.Response.StatusCode = StatusCodes.Status500InternalServerError);
        foreach (var wait in Domain.Courriels.Courriel.Attentes.Prepend(TimeSpan.Zero))
        {
            db.Clock.Advance(wait);
            await SendAsync();
        }

        var given = Assert.Single(await AvisAsync());
        Assert.Equal(EnvoiAvis.NonParti, given.Envoi);
        answer = _ => Task.CompletedTask;
        Assert.Null((await db.Get<ResendAvis>().RunAsync(demandes.Dpo, given.Id, Token)).Refus);
        Assert.Equal(1, await SendAsync());
    }

    [Fact]
    public async Task A_system_that_acknowledges_before_it_answers_is_not_kept_waiting()
    {
        var systeme = await GiveAsync("Emailing", Here + "/avis");
        await demandes.InstruiteAsync(anne, DroitDemande.Limitation);
        answer = async _ => await AckAsync(systeme, Guid.ParseExact(JsonNode.Parse(received.Last().Body)!["subject_request_id"]!.GetValue<string>(), "N"), new Accuse(EtatAvis.Terminee));

        Assert.Equal(1, await SendAsync());

        Assert.Equal((EnvoiAvis.Envoye, EtatAvis.Terminee), (await AvisAsync()).Select(a => (a.Envoi, a.Etat)).Single());
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await GiveAsync("Emailing", Here + "/avis");
        await demandes.InstruiteAsync(anne, DroitDemande.Limitation);
        answer = http =>
        {
            http.Response.Redirect(Here + "/ailleurs");
            return Task.CompletedTask;
        };

        Assert.Equal(0, await SendAsync());

        Assert.Equal(["/avis"], received.Select(r => r.Path));
        Assert.Equal("HTTP 302", Assert.Single(await AvisAsync()).Reponse);
    }

    [Fact]
    public async Task A_silent_server_is_not_waited_for()
    {
        await GiveAsync("Emailing", Here + "/avis");
        await demandes.InstruiteAsync(anne, DroitDemande.Limitation);
        // It never answers: only the sender's own limit ends the wait.
        answer = http => Task.Delay(Timeout.Infinite, http.RequestAborted);

        Assert.Equal(0, await Local(TimeSpan.FromSeconds(1)).GetRequiredService<EnvoiAvisSortants>().RunAsync(organisation.Id, Token));

        Assert.Equal("delai_depasse", Assert.Single(await AvisAsync()).Reponse);
    }
}
