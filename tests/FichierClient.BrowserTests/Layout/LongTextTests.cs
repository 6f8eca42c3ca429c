using FichierClient.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Layout;

/// <summary>A message to the server has a largest size. What is longer must neither cut the circuit nor be lost without a word.</summary>
public sealed class LongTextTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Theory]
    [InlineData("document.execCommand('insertText', false, 'x'.repeat(300000))")]
    [InlineData("document.activeElement.value = 'x'.repeat(300000); document.activeElement.dispatchEvent(new Event('change', { bubbles: true }))")]
    public async Task A_text_that_no_message_holds_is_not_taken_and_that_is_said(string paste)
    {
        await Page.SignInAsync(Program);
        await Page.OpenLiveAsync("/entreprises/nouvelle");
        await Page.GetByLabel("Raison sociale").FillAsync("Menuiserie Longue");
        await Page.GetByLabel("Nom commercial").FocusAsync();

        await Page.EvaluateAsync(paste);

        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("trop long");
        await Assertions.Expect(Page.GetByLabel("Nom commercial")).ToHaveValueAsync("");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Créer l’entreprise" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Menuiserie Longue" })).ToBeVisibleAsync();
    }
}
