using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Oppositions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Rgpd;

public sealed class OppositionsPageTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task The_Dpo_lists_an_objection_finds_it_by_its_address_and_lifts_it()
    {
        await Page.SignInAsync(Program, Role.Dpo);
        await Page.OpenLiveAsync("/rgpd/oppositions");
        var add = Page.GetByRole(AriaRole.Region, new() { Name = "Inscrire une opposition" });
        await add.GetByLabel("Adresse e-mail", new() { Exact = true }).FillAsync("jeanne@exemple.fr");
        await add.GetByLabel("Comment elle est arrivée").FillAsync("Appel du 3 mars");
        await add.GetByRole(AriaRole.Button, new() { Name = "Inscrire l’opposition" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Oppositions : 1 ·")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("jeanne");

        var check = Page.GetByRole(AriaRole.Region, new() { Name = "Une adresse est-elle sur la liste ?" });
        await check.GetByLabel("Adresse e-mail", new() { Exact = true }).FillAsync("JEANNE@exemple.fr");
        await check.GetByRole(AriaRole.Button, new() { Name = "Vérifier" }).ClickAsync();
        await Assertions.Expect(check.GetByText("Oui, opposition")).ToBeVisibleAsync();
        await Page.AssertAccessibleInLightAndDarkAsync("oppositions");
        await Page.SetViewportSizeAsync(390, 800);
        await Page.KeepPictureAsync("390-oppositions");
        Assert.Equal(390, await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));

        await Page.GetByRole(AriaRole.Button, new() { Name = "Lever : Opposition, Adresse e-mail" }).ClickAsync();
        await Page.GetByLabel("Motif").FillAsync("Inscrite par erreur");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Lever l’inscription" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Oppositions : 0 ·")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_rep_says_that_an_erased_person_came_back_by_herself()
    {
        var organisation = await Page.SignInAsync(Program, Role.Commercial);
        await using (var db = Program.Database.Contexts.Open(organisation.Id))
        {
            await Program.Services.GetRequiredService<InscriptionOpposition>().AddAsync(
                db, [IdentifiantPersonne.Email("jeanne@exemple.fr")], InscriptionOpposition.Tous, NatureOpposition.Effacement, "Effacement", TestContext.Current.CancellationToken);
        }

        await Page.OpenLiveAsync("/contacts/nouveau");
        await Page.Locator("#Nom").FillAsync("Martin");
        await Page.Locator("[id=\"Emails[0].Adresse\"]").FillAsync("jeanne@exemple.fr");
        await Page.GetByText("la personne elle-même").ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Créer le contact" }).ClickAsync();
        var back = Page.GetByLabel("elle est revenue d’elle-même");
        await back.CheckAsync();
        await Page.KeepPictureAsync("revenue");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Créer le contact" }).ClickAsync();

        await Page.WaitAddressAsync(url => url.Contains("/contacts/", StringComparison.Ordinal) && !url.EndsWith("nouveau", StringComparison.Ordinal));
    }
}
