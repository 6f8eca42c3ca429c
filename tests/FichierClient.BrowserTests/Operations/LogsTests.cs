using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Organisations;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Operations;

public sealed class LogsTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task Logs_name_requests_and_circuits_but_nobody()
    {
        var organisation = await Program.Database.AddOrganisationAsync($"journal-{Guid.NewGuid():N}"[..20]);
        var email = await Program.AddAccountAsync(organisation.Id, Role.Commercial, "jeanne.dupont@exemple-journal.test");
        await Page.GotoAsync("/Account/Login");
        await Page.GetByLabel("Adresse e-mail").FillAsync(email);
        await Page.GetByLabel("Mot de passe", new() { Exact = true }).FillAsync("pas le bon mot de passe");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Se connecter", Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Alert).First.WaitForAsync();
        await Page.SignInAsync(email);

        // What a person types into a search stands in the address.
        await Page.GotoAsync("/entreprises?q=Jeanne+Dupont+01+23+45+67+89");
        await Page.GotoAsync("/nulle-part/adresse");
        await Assertions.Expect(Page.Locator("html")).ToHaveAttributeAsync("lang", "fr");

        var texts = Program.Logs.Texts.ToList();
        Assert.Contains(Program.Logs.Events, e => e.Properties.ContainsKey("RequestId"));
        Assert.Contains(Program.Logs.Events, e => e.Properties.ContainsKey("CircuitId"));
        Assert.DoesNotContain(texts, text => text.Contains("dupont", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(texts, text => text.Contains("exemple-journal", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(texts, text => text.Contains("Camille", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => text.Contains("+67+89", StringComparison.Ordinal) || text.Contains("67 89", StringComparison.Ordinal));
    }
}
