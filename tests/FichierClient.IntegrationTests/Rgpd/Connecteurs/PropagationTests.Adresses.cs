using System.Net;
using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Demandes;

namespace FichierClient.IntegrationTests.Rgpd.Connecteurs;

/// <summary>Where notices may go.</summary>
public sealed partial class PropagationTests
{
    [Theory]
    [InlineData("http://outil.exemple.fr/avis")]
    [InlineData("https://127.0.0.1/avis")]
    [InlineData("https://localhost/avis")]
    [InlineData("https://10.1.2.3/avis")]
    [InlineData("https://172.20.0.1/avis")]
    [InlineData("https://192.168.1.1/avis")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://100.64.0.1/avis")]
    [InlineData("https://[::1]/avis")]
    [InlineData("https://[fd00::1]/avis")]
    [InlineData("https://[fe80::1]/avis")]
    [InlineData("https://[::ffff:10.0.0.1]/avis")]
    [InlineData("https://[64:ff9b::a00:1]/avis")]
    [InlineData("https://[2002:a00:1::]/avis")]
    [InlineData("https://0.0.0.0/avis")]
    [InlineData("https://2130706433/avis")]
    [InlineData("https://utilisateur:secret@outil.exemple.fr/avis")]
    [InlineData("ftp://outil.exemple.fr/avis")]
    [InlineData("file:///etc/passwd")]
    public async Task An_address_that_is_not_everybodys_is_refused_where_it_is_typed_and_where_it_is_called(string adresse)
    {
        var request = new SaveSystemeRequest { TraitementId = await systems.TraitementAsync(), Nom = "Outil", ContactEmail = "dpo@outil.test", AdresseRappel = adresse };
        Assert.Equal(RefusKind.Invalide, (await db.Get<SaveSysteme>().RunAsync(systems.Dpo, request, Token)).Refus?.Kind);
        request.AdresseRappel = "https://outil.exemple.fr/avis";
        Assert.Null((await db.Get<SaveSysteme>().RunAsync(systems.Dpo, request, Token)).Refus);

        await GiveAsync("Emailing", adresse);
        await demandes.InstruiteAsync(anne, DroitDemande.Limitation);
        Assert.Equal(0, await db.Get<EnvoiAvisSortants>().RunAsync(organisation.Id, Token));
        Assert.Contains((await AvisAsync()).Select(a => (a.Envoi, a.Reponse)), a => a is { Envoi: EnvoiAvis.NonParti, Reponse: "adresse_refusee" });
    }

    [Fact]
    public async Task A_name_that_leads_to_a_private_address_is_found_out_when_it_is_called()
    {
        // This machine's own name: an address behind it, and not one of everybody's.
        var port = new Uri(Here).Port;
        await GiveAsync("Emailing", $"https://{Dns.GetHostName()}:{port}/avis");
        Assert.True(new ReglagesConnecteurs().MayCall($"https://{Dns.GetHostName()}:{port}/avis"));
        await demandes.InstruiteAsync(anne, DroitDemande.Limitation);

        Assert.Equal(0, await db.Get<EnvoiAvisSortants>().RunAsync(organisation.Id, Token));

        Assert.Equal((EnvoiAvis.NonParti, "adresse_privee"), (await AvisAsync()).Select(a => (a.Envoi, a.Reponse)).Single());
        Assert.Empty(received);
    }
}
