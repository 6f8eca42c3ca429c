using FichierClient.Application.Common;

namespace FichierClient.UnitTests.Common;

public sealed class JourFrancaisTests
{
    [Theory]
    [InlineData(1, "1er janvier 2027")]
    [InlineData(2, "2 janvier 2027")]
    [InlineData(21, "21 janvier 2027")]
    public void The_first_day_of_a_month_is_an_ordinal(int day, string expected) => Assert.Equal(expected, new DateOnly(2027, 1, day).EnLettres());
}
