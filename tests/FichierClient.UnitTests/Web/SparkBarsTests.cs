using Bunit;
using FichierClient.Web.Common;

namespace FichierClient.UnitTests.Web;

public sealed class SparkBarsTests : ScreenTest
{
    [Fact]
    public void Twelve_months_are_twelve_bars_and_one_sentence()
    {
        var chart = Render<SparkBars>(p => p.Add(s => s.Values, [0m, 100, 0, 0, 0, 0, 0, 0, 0, 0, -50, 200]).Add(s => s.Last, new DateOnly(2026, 11, 1)));

        Assert.Equal(12, chart.FindAll("rect").Count);
        Assert.Single(chart.FindAll(".fc-spark-minus"));
        Assert.Contains("janvier 100\u202f€", chart.Find("title").TextContent, StringComparison.Ordinal);
        Assert.Contains("novembre 200\u202f€", chart.Find("title").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Twelve_empty_months_are_a_flat_line()
    {
        var chart = Render<SparkBars>(p => p.Add(s => s.Values, new decimal[12]).Add(s => s.Last, new DateOnly(2026, 11, 1)));
        Assert.All(chart.FindAll("rect"), bar => Assert.Equal("1", bar.GetAttribute("height")));
    }
}
