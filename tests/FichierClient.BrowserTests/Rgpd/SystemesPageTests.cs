using FichierClient.Application.Rgpd.Connecteurs;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Connecteurs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Rgpd;

public sealed class SystemesPageTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_Dpo_registers_a_system_sees_its_key_once_and_which_answers_did_not_come()
    {
        var organisation = await Page.SignInAsync(Program, Role.Dpo);
        await using (var db = Program.Database.Contexts.Open(organisation.Id)) await RegistreInitial.EnsureAsync(db, TimeProvider.System.GetUtcNow(), Token);
        await Page.OpenLiveAsync("/rgpd/systemes");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Inscrire un système" }).ClickAsync();
        await Page.GetByLabel("Nom du système").FillAsync("Lettre d’information de la maison");
        await Page.GetByLabel("E-mail à qui écrire").FillAsync("dpo@outil.fr");
        await Page.GetByLabel("Adresse de rappel").FillAsync("https://10.0.0.1/avis");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Inscrire et obtenir la clé" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("ni votre réseau interne");
        await Page.AssertAccessibleInLightAndDarkAsync("systeme-inscrire");
        await Page.GetByLabel("Adresse de rappel").FillAsync("https://outil.exemple.fr/avis");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Inscrire et obtenir la clé" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("fcs_")).ToBeVisibleAsync();

        await SilenceAsync(organisation.Id);
        await Page.OpenLiveAsync("/rgpd");
        await Page.GetByRole(AriaRole.Link, new() { Name = "1 système connecté n’a pas répondu à un avis" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Sans réponse")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("fcs_")).ToHaveCountAsync(0);
        await Page.AssertAccessibleInLightAndDarkAsync("systemes");
        await Page.SetViewportSizeAsync(390, 800);
        await Page.KeepPictureAsync("390-systemes");
        Assert.Equal(390, await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    /// <summary>A person whom the system knows, restricted eleven days ago; it never answered.</summary>
    private async Task SilenceAsync(Guid tenant)
    {
        await using var db = Program.Database.Contexts.Open(tenant);
        var contact = new Contact(tenant, null, "Anne", "Martin");
        db.Add(contact);
        await db.SaveChangesAsync(Token);
        var systeme = await db.SystemesConnectes.AsNoTracking().SingleAsync(Token);
        var page = await Program.Services.GetRequiredService<PersonnesConnecteur>().ListAsync(new SystemeReconnu(tenant, systeme.Id), null, Token);
        var avis = Avis.Of(systeme, NatureAvis.Limitation, page.Cles.Single(), null, DateTimeOffset.UtcNow.AddDays(-11));
        avis.Fail("HTTP 500", true, DateTimeOffset.UtcNow);
        avis.FallSilent(true, DateTimeOffset.UtcNow);
        db.Add(avis);
        await db.SaveChangesAsync(Token);
    }
}
