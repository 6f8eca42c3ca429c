using FichierClient.BrowserTests.Infrastructure;

namespace FichierClient.BrowserTests;

public sealed class SmokeTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task The_first_page_answers_in_French()
    {
        await Page.SignInAsync(Program);

        Assert.Equal("fr", await Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Contains("FichierClient", await Page.TitleAsync(), StringComparison.Ordinal);
    }
}
