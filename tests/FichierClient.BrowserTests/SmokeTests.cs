using FichierClient.BrowserTests.Infrastructure;

namespace FichierClient.BrowserTests;

public sealed class SmokeTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task The_first_page_answers_in_French()
    {
        var answer = await Page.GotoAsync("/");

        Assert.Equal(200, answer!.Status);
        Assert.Equal("fr", await Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Contains("FichierClient", await Page.TitleAsync(), StringComparison.Ordinal);
    }
}
