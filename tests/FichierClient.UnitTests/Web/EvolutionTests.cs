using Bunit;
using FichierClient.Web.Common;

namespace FichierClient.UnitTests.Web;

public sealed class EvolutionTests : ScreenTest
{
    [Theory]
    [InlineData(112, 100, "+12 %")]
    [InlineData(92, 100, "−8 %")]
    [InlineData(100, 0, "nouveau")]
    [InlineData(0, 0, "–")]
    public void A_ratio_is_said_in_percent(int now, int before, string text) =>
        Assert.Equal(text, Show(now, before, false).Find(".fc-montant").TextContent.Trim().Replace('\u202f', ' '));

    [Fact]
    public void A_revenue_below_zero_has_no_ratio_but_its_amounts()
    {
        var shown = Show(-21, 100, true).Find(".fc-montant");

        Assert.StartsWith("–−121 €", shown.TextContent.Replace('\u202f', ' '), StringComparison.Ordinal);
        Assert.DoesNotContain("%", shown.TextContent, StringComparison.Ordinal);
        Assert.Contains("−21", shown.GetAttribute("title"), StringComparison.Ordinal);
    }

    private IRenderedComponent<Evolution> Show(decimal now, decimal before, bool wide) =>
        Render<Evolution>(p => p.Add(e => e.Now, now).Add(e => e.Before, before).Add(e => e.Long, wide));
}
