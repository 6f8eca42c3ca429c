using FichierClient.Web.Common;
using FichierClient.Web.Common.Lists;

namespace FichierClient.UnitTests.Web;

/// <summary>Ranges in the address: half of one that isn't understood would mean other rows than it says.</summary>
public class FilterRangeTests
{
    [Theory]
    [InlineData("1000..5000", "1000", "5000")]
    [InlineData("1000.5..", "1000.5", null)]
    [InlineData("..5000", null, "5000")]
    [InlineData("5000..5000", "5000", "5000")]
    [InlineData("5000..1000", null, null)]
    [InlineData("abc..1000", null, null)]
    [InlineData("1000..abc", null, null)]
    [InlineData("1000", null, null)]
    public void Amounts_limit_as_they_are_written_or_not_at_all(string text, string? from, string? to)
    {
        var (low, high) = FilterRange.Amounts(text);
        Assert.Equal((from, to), (low?.ToString(System.Globalization.CultureInfo.InvariantCulture), high?.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(from is not null || to is not null, new Filter("montant", "Montant", FilterKind.Amount).Understands(text));
    }

    /// <summary>An export or a change of the whole list would take more rows than its address says.</summary>
    [Theory]
    [InlineData("?montant=1000..2000", true)]
    [InlineData("?montant=2000..1000", false)]
    [InlineData("?montant=1000..abc&date=ce-mois", false)]
    [InlineData("?date=2026-12-31..2026-01-01", false)]
    [InlineData("?date=ce-mois&page=abc", true)]
    [InlineData("", true)]
    public void A_list_with_a_range_that_can_t_be_read_isn_t_limited(string query, bool limited) =>
        Assert.Equal(limited, ListAddress.IsLimited(QueryState.Parse("/ventes" + query), [new Filter("montant", "Montant", FilterKind.Amount), new Filter("date", "Date", FilterKind.Day)]));

    [Theory]
    [InlineData("2026-01-01..2026-12-31", true)]
    [InlineData("2026-12-31..2026-01-01", false)]
    [InlineData("2026-13-01..2026-12-31", false)]
    [InlineData("ce-mois", true)]
    [InlineData("..", false)]
    public void Days_too(string text, bool understood) => Assert.Equal(understood, new Filter("date", "Date", FilterKind.Day).Understands(text));
}
