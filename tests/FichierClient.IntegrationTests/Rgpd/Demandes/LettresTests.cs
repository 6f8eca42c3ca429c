using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Lettres;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.IntegrationTests.Infrastructure;
using UglyToad.PdfPig;

namespace FichierClient.IntegrationTests.Rgpd.Demandes;

public sealed class LettresTests : IAsyncLifetime
{
    private TestDatabase db = null!;
    private TestOrganisation organisation = null!;
    private DemandesHarness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_letter_is_filled_in_and_names_the_ways_to_complain_where_it_must()
    {
        var id = await harness.CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Email = "anne@dupont.test", Droits = [DroitDemande.Acces, DroitDemande.Effacement] });
        foreach (var type in Enum.GetValues<TypeLettre>())
        {
            var letter = (await db.Get<WriteLettre>().RunAsync(harness.Dpo, new WriteLettreRequest(id, type), Token)).Value;
            Assert.DoesNotContain("{", letter.Objet + letter.Corps, StringComparison.Ordinal);
            Assert.Contains("Organisation essai", letter.Corps, StringComparison.Ordinal);
            if (type is not (TypeLettre.AccuseReception or TypeLettre.DemandeIdentite or TypeLettre.InformationDestinataire))
                Assert.All(["CNIL", "tribunal"], word => Assert.Contains(word, letter.Corps, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_letter_that_was_sent_is_kept_word_for_word_and_nobody_changes_it()
    {
        var id = await harness.CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Email = "anne@dupont.test", Droits = [DroitDemande.Acces] });
        var sent = (await db.Get<SendLettre>().RunAsync(harness.Dpo, new SendLettreRequest
        {
            Id = id,
            Type = TypeLettre.AccuseReception,
            Envoi = EnvoiLettre.Courriel,
            Destinataire = "anne@dupont.test",
            Objet = "Accusé de réception",
            Corps = "Madame,\n\nNous avons bien reçu votre demande.",
        }, Token)).Value;

        Assert.Equal("Accusé de réception", sent.Objet);
        var opened = (await db.Get<OpenCourrier>().RunAsync(harness.Dpo, sent.CourrierId, Token)).Value;
        using var pdf = PdfDocument.Open(opened.Pdf);
        Assert.Contains("Nous avons bien reçu votre demande.", pdf.GetPage(1).Text, StringComparison.Ordinal);
        Assert.Contains((await harness.GetAsync(id)).Etapes, e => e.Type == TypeEtape.CourrielDepose && e.Detail!.Contains("anne@dupont.test", StringComparison.Ordinal));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.ScalarAsync<object>("update demande_courriers set corps = 'autre'"));
    }

    [Fact]
    public async Task An_organisation_writes_its_own_text_and_takes_the_programs_again()
    {
        var id = await harness.CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.Acces] });
        Assert.Equal(RefusKind.Invalide, (await SaveAsync("Objet", "Bonjour {prenom}")).Refus!.Kind);
        Assert.Null((await SaveAsync("Demande {reference}", "Bonjour {nom}")).Refus);
        Assert.Equal("Bonjour Anne Martin", (await WriteAsync(id)).Corps);
        Assert.Null((await SaveAsync(null, null)).Refus);
        Assert.NotEqual("Bonjour Anne Martin", (await WriteAsync(id)).Corps);
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        harness = new DemandesHarness(db, organisation);
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    private Task<Outcome<Done>> SaveAsync(string? objet, string? corps) => db.Get<SaveModele>().RunAsync(harness.Dpo, new SaveModeleRequest { Type = TypeLettre.AccuseReception, Objet = objet, Corps = corps }, Token);

    private async Task<LettreEcrite> WriteAsync(Guid id) => (await db.Get<WriteLettre>().RunAsync(harness.Dpo, new WriteLettreRequest(id, TypeLettre.AccuseReception), Token)).Value;
}
