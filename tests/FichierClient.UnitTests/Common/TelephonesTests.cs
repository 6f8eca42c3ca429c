using FichierClient.Application.Common;

namespace FichierClient.UnitTests.Common;

public sealed class TelephonesTests
{
    [Theory]
    [InlineData("01 23 45 67 89")]
    [InlineData("01.23.45.67.89")]
    [InlineData("0123456789")]
    [InlineData("+33 1 23 45 67 89")]
    [InlineData("0033 1 23 45 67 89")]
    [InlineData("+33 (0)1 23 45 67 89")]
    [InlineData("01\u202f23\u202f45\u202f67\u202f89")]
    public void A_French_number_is_one_number_in_every_writing(string saisie) =>
        Assert.Equal("+33123456789", Telephones.E164(saisie));

    [Theory]
    [InlineData("0262 90 12 34", "+262262901234")]
    [InlineData("0590 25 12 34", "+590590251234")]
    public void An_overseas_number_without_country_code_gets_its_own(string saisie, string e164) =>
        Assert.Equal(e164, Telephones.E164(saisie));

    [Fact]
    public void A_number_without_country_code_is_read_in_the_country_of_the_address() =>
        Assert.Equal("+3221234567", Telephones.E164("02 123 45 67", "BE"));

    [Theory]
    [InlineData("à rappeler")]
    [InlineData("12")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_not_a_number_has_no_E164_form(string? saisie) => Assert.Null(Telephones.E164(saisie));

    [Theory]
    [InlineData("06.12.34.56", null, "8")]
    [InlineData("01 23 45 67 89 0", null, "11")]
    [InlineData("+33 6 12 34 56", null, "9")]
    [InlineData("06 12 34 56", "fr", "8")]
    public void A_number_that_cannot_be_French_is_told_with_its_digits(string saisie, string? pays, string digits) => Assert.Matches($@"\b{digits}\b", Telephones.Problem(saisie, pays)!);

    [Theory]
    [InlineData("01 23 45 67 89", null)]
    [InlineData("3631", null)]
    [InlineData("118 712", null)]
    [InlineData("15", null)]
    [InlineData("+32 2 123 45 67", null)]
    [InlineData("02 123 45 6", "BE")]
    [InlineData("poste 12345678", null)]
    [InlineData("", null)]
    public void Numbers_and_what_may_be_one_pass(string saisie, string? pays) => Assert.Null(Telephones.Problem(saisie, pays));

    [Fact]
    public void What_was_typed_is_kept_when_it_cannot_be_read() =>
        Assert.Equal("poste 12", Telephones.Show("poste 12", Telephones.Read("poste 12").E164));

    [Theory]
    [InlineData("+33123456789", "01 23 45 67 89")]
    [InlineData("+3221234567", "+32 2 123 45 67")]
    public void A_number_is_shown_as_its_country_writes_it(string e164, string shown) =>
        Assert.Equal(shown, Telephones.Show("x", e164));
}
