using System.Text.RegularExpressions;
using FichierClient.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests;

public sealed class SmokeTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task The_first_page_answers_in_French()
    {
        await Page.SignInAsync(Program);

        Assert.Equal("fr", await Page.Locator("html").GetAttributeAsync("lang"));
        await Assertions.Expect(Page).ToHaveTitleAsync(new Regex("FichierClient"));
    }
}
