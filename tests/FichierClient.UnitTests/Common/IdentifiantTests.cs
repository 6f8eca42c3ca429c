using FichierClient.Domain.Common;

namespace FichierClient.UnitTests.Common;

public sealed class IdentifiantTests
{
    [Theory]
    [InlineData("732829320")]
    [InlineData("732 829 320")]
    [InlineData("552\u00A0100\u202F554")]
    [InlineData("=\"404833048\"")]
    public void A_siren_with_a_right_key_is_accepted_in_any_writing(string input) => Assert.Null(Siren.Problem(input));

    [Theory]
    [InlineData("732829321", "clé")]
    [InlineData("43336767", "8 chiffres")]
    [InlineData("73282932A", "que des chiffres")]
    [InlineData("000000000", "zéros")]
    [InlineData("7,32829E+08", "abîmé par Excel")]
    public void A_wrong_siren_says_why(string input, string reason) => Assert.Contains(reason, Siren.Problem(input), StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \u00A0 ")]
    public void No_number_is_no_problem_and_no_number(string? input)
    {
        Assert.Null(Siren.Normalize(input));
        Assert.Null(Siren.Problem(input));
        Assert.Null(Siret.Problem(input));
        Assert.Null(NumeroTva.Problem(input));
        Assert.False(Siren.TryParse(input, out _, out var reason));
        Assert.Null(reason);
    }

    [Theory]
    [InlineData("73282932000074")]
    [InlineData("732 829 320 00074")]
    [InlineData("489\u00A0319\u00A0103-00037")]
    public void A_siret_passes_luhn_on_fourteen_and_on_nine(string input) => Assert.Null(Siret.Problem(input));

    [Theory]
    [InlineData("35600000049837", true)]
    [InlineData("35600000000001", true)]
    [InlineData("35600000000048", true)]
    [InlineData("35600000000000", false)]
    [InlineData("35600000000002", false)]
    [InlineData("12345678200011", false)]
    public void La_poste_may_have_a_digit_sum_that_is_a_multiple_of_five_and_nobody_else(string siret, bool right) =>
        Assert.Equal(right, Siret.Problem(siret) is null);

    [Theory]
    [InlineData("12345678900007", "SIREN")]
    [InlineData("73282932000075", "clé")]
    [InlineData("00000000000000", "zéros")]
    [InlineData("440797074000", "12 chiffres")]
    [InlineData("5,20850E+13", "abîmé par Excel")]
    [InlineData("5.2085E+13", "abîmé par Excel")]
    public void A_wrong_siret_says_why(string input, string reason) => Assert.Contains(reason, Siret.Problem(input), StringComparison.Ordinal);

    [Theory]
    [InlineData("FR40303265045", "FR40303265045")]
    [InlineData("fr 40 303 265 045", "FR40303265045")]
    [InlineData("23334175221", "FR23334175221")]
    [InlineData("4Z123456782", "FR4Z123456782")]
    [InlineData("FR53000004605", "FR53000004605")]
    [InlineData("BE 0417.497.106", "BE0417497106")]
    [InlineData("DE811907980", "DE811907980")]
    public void A_vat_number_is_accepted_and_written_in_one_way(string input, string normal)
    {
        Assert.Null(NumeroTva.Problem(input));
        Assert.Equal(normal, NumeroTva.Normalize(input));
    }

    [Theory]
    [InlineData("84 323 140 391")]
    [InlineData("FRI1234567890")]
    [InlineData("FR123456789")]
    [InlineData("FRAB123456789")]
    [InlineData("FR41303265045")]
    [InlineData("ZZ123456789")]
    public void A_wrong_vat_number_is_refused(string input) => Assert.NotNull(NumeroTva.Problem(input));

    [Fact]
    public void The_vat_number_proposed_for_a_siren_is_valid_and_has_two_key_digits()
    {
        Assert.Equal("FR04494887854", NumeroTva.Propose("494 887 854"));
        Assert.Equal("494887854", NumeroTva.SirenOf("FR04494887854"));
        Assert.Null(NumeroTva.Propose("732829321"));
    }

    [Fact]
    public void Each_single_wrong_digit_of_a_siret_is_found()
    {
        const string right = "73282932000074";
        for (var i = 0; i < right.Length; i++)
        {
            var digits = right.ToCharArray();
            digits[i] = (char)('0' + (digits[i] - '0' + 1) % 10);
            Assert.NotNull(Siret.Problem(new string(digits)));
        }
    }

    [Theory]
    [InlineData(" 44 000 ", null, "44000")]
    [InlineData("F-75016", "France", "75016")]
    [InlineData("sw1a  1aa", "Royaume-Uni", "SW1A 1AA")]
    public void A_postal_code_is_text_in_one_writing(string input, string? pays, string expected)
    {
        Assert.Equal(expected, CodePostal.Normalize(input, pays));
        Assert.Null(CodePostal.Problem(input, pays));
    }

    [Theory]
    [InlineData("NON ASSUJETTI")]
    [InlineData("Belgique")]
    public void A_vat_number_of_any_country_has_digits(string words) => Assert.NotNull(NumeroTva.Problem(words));

    [Fact]
    public void A_french_postal_code_that_lost_its_zero_is_proposed_with_it()
    {
        Assert.Contains("01120", CodePostal.Problem("1120"), StringComparison.Ordinal);
        Assert.Null(CodePostal.Problem("1120", "Belgique"));
        Assert.NotNull(CodePostal.Problem("7501", "FR"));
    }
}
