using System.Globalization;
using FichierClient.Domain.Common;
using FsCheck.Xunit;

namespace FichierClient.UnitTests.Common;

public sealed class EcrituresTests
{
    [Theory]
    [InlineData("1 234,56 €", "1234.56")]
    [InlineData("1\u00A0234,56", "1234.56")]
    [InlineData("1\u202F234,56\u00A0€", "1234.56")]
    [InlineData("1.234,56", "1234.56")]
    [InlineData("1,234.56", "1234.56")]
    [InlineData("$1,234.56", "1234.56")]
    [InlineData("1'234.50", "1234.50")]
    [InlineData("(12,50)", "-12.50")]
    [InlineData("-12.50", "-12.50")]
    [InlineData("−3", "-3")]
    [InlineData("12-", "-12")]
    [InlineData("12 EUR", "12")]
    [InlineData("1.234.567", "1234567")]
    [InlineData(",5", "0.5")]
    [InlineData("12,", "12")]
    [InlineData("0", "0")]
    [InlineData("12€50", "12.50")]
    [InlineData("1 250€50", "1250.50")]
    [InlineData("7€05", "7.05")]
    [InlineData("99€", "99")]
    [InlineData("1'250.-", "1250")]
    [InlineData("1.250.-", "1250")]
    [InlineData("CHF 99.—", "99")]
    [InlineData("99,-", "99")]
    [InlineData("99.-- CHF", "99")]
    [InlineData("(100,00) €", "-100")]
    [InlineData("$(50.00)", "-50")]
    [InlineData("1 234 567,5", "1234567.5")]
    public void A_number_is_read_as_people_write_it(string input, string expected)
    {
        Assert.True(NombreFrancais.TryParse(input, out var value));
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), value);
    }

    [Theory]
    [InlineData("1 200", 1200)]
    [InlineData("1\u202F200", 1200)]
    [InlineData("12,0", 12)]
    [InlineData("12,5", null)]
    [InlineData("3 000 000 000", null)]
    [InlineData("mille", null)]
    public void A_whole_number_has_no_fraction(string input, int? expected) =>
        Assert.Equal(expected, NombreFrancais.TryParseEntier(input, CultureInfo.GetCultureInfo("fr-FR"), out var value) ? value : null);

    /// <summary>What a field shows to an English reader is read back as it was shown; what is written in French is still understood.</summary>
    [Theory]
    [InlineData("en-GB", "129,900", "129900")]
    [InlineData("en-GB", "1,234,567", "1234567")]
    [InlineData("en-GB", "1,234.50", "1234.50")]
    [InlineData("en-GB", "€10,000", "10000")]
    [InlineData("en-GB", "12.5", "12.5")]
    [InlineData("en-GB", "12,5", "12.5")]
    [InlineData("en-GB", "1 234,56", "1234.56")]
    [InlineData("fr-FR", "129,900", "129.9")]
    [InlineData("fr-FR", "1.234", "1.234")]
    public void A_typed_number_is_read_in_the_writing_that_the_reader_is_shown(string culture, string input, string expected)
    {
        Assert.True(NombreFrancais.TryParse(input, CultureInfo.GetCultureInfo(culture), out var value));
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("12 pommes")]
    [InlineData("1-2")]
    [InlineData("--1")]
    [InlineData("1,2,3.4,5")]
    [InlineData("1,23,456.0")]
    [InlineData("5,2E+13")]
    [InlineData("()")]
    [InlineData("500\n600")]
    [InlineData("12 50")]
    [InlineData("1 2345")]
    [InlineData("1 200 € 20")]
    [InlineData("12€5")]
    [InlineData("12,50€50")]
    [InlineData("12 EUR 50")]
    [InlineData("12 500 F")]
    [InlineData("1, 50")]
    [InlineData("31/12/2024")]
    public void What_is_not_a_number_is_refused(string input) => Assert.False(NombreFrancais.TryParse(input, out _));

    [Fact]
    public void A_column_that_says_comma_reads_the_point_as_thousands()
    {
        Assert.True(NombreFrancais.TryParse("1.234", out var comma, SeparateurDecimal.Virgule));
        Assert.Equal(1234m, comma);
        Assert.True(NombreFrancais.TryParse("1.234", out var point, SeparateurDecimal.Point));
        Assert.Equal(1.234m, point);
        Assert.False(NombreFrancais.TryParse("12.5", out _, SeparateurDecimal.Virgule));
    }

    [Property]
    public bool Every_amount_written_in_french_is_read_back(int cents)
    {
        var amount = cents / 100m;
        return NombreFrancais.TryParse(amount.ToString("N2", CultureInfo.GetCultureInfo("fr-FR")) + " €", out var value) && value == amount;
    }

    [Theory]
    [InlineData("31/12/2026", 2026, 12, 31)]
    [InlineData("1/2/24", 2024, 2, 1)]
    [InlineData("01.02.1999", 1999, 2, 1)]
    [InlineData("2026-12-31", 2026, 12, 31)]
    [InlineData("2026-12-31T23:59:59.123Z", 2026, 12, 31)]
    [InlineData("2026-12-31 10:00:00 +02:00", 2026, 12, 31)]
    [InlineData("31/12/2026 08:30", 2026, 12, 31)]
    [InlineData("31/12/2026 8h30", 2026, 12, 31)]
    [InlineData("20261231", 2026, 12, 31)]
    [InlineData("1er février 2024", 2024, 2, 1)]
    [InlineData("15 août 2023", 2023, 8, 15)]
    [InlineData("3-Dec-98", 1998, 12, 3)]
    [InlineData("Mar 4, 2025", 2025, 3, 4)]
    [InlineData("January 15, 2025", 2025, 1, 15)]
    [InlineData("Jan 5 2025", 2025, 1, 5)]
    [InlineData("Sat, Mar 8, 2025", 2025, 3, 8)]
    [InlineData("mar. 4 mars 2025", 2025, 3, 4)]
    [InlineData("3 mars 2025 à 14h30", 2025, 3, 3)]
    [InlineData("3/3/25 14h", 2025, 3, 3)]
    [InlineData("Mon Mar 03 2025 10:00:00 GMT+0100", 2025, 3, 3)]
    [InlineData("2025/03/12 2:30:00 PM UTC+1", 2025, 3, 12)]
    [InlineData("2025-03-03 14:30:00 UTC", 2025, 3, 3)]
    public void A_day_is_read_as_people_and_programs_write_it(string input, int year, int month, int day)
    {
        Assert.True(DateFrancaise.TryParse(input, out var value));
        Assert.Equal(new DateOnly(year, month, day), value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("31/02/2024")]
    [InlineData("29/02/2023")]
    [InlineData("12/31/2024")]
    [InlineData("2024-13-01")]
    [InlineData("32 janvier 2024")]
    [InlineData("hier")]
    [InlineData("Mar 32, 2025")]
    [InlineData("Truc 4, 2025")]
    public void A_day_that_does_not_exist_is_refused(string input) => Assert.False(DateFrancaise.TryParse(input, out _));

    [Fact]
    public void The_order_of_a_column_is_told()
    {
        Assert.True(DateFrancaise.TryParse("03/04/2024 2:15 PM", out var american, OrdreDate.MoisJour));
        Assert.Equal(new DateOnly(2024, 3, 4), american);
    }

    [Theory]
    [InlineData("Élysée  & Cie.", "elysee cie")]
    [InlineData("L'Œuvre d’Art", "l oeuvre d art")]
    [InlineData("SAINT-ÉTIENNE\u00A0(42)", "saint etienne 42")]
    [InlineData("ﬁn Straße Łódź", "fin strasse lodz")]
    [InlineData("a\u200Bb", "ab")]
    [InlineData("  ", "")]
    [InlineData("!!!", "!!!")]
    [InlineData("C++", "c")]
    [InlineData("田中さん 💩", "田中さん 💩")]
    public void Texts_are_compared_without_case_accents_and_punctuation(string input, string expected) =>
        Assert.Equal(expected, TexteNormalise.Of(input));

    [Fact]
    public void Half_a_character_does_not_break_the_comparison() => Assert.Equal("a\uFFFDb", TexteNormalise.Of("A" + (char)0xD800 + "B"));

    [Theory]
    [InlineData(0xFFFE)]
    [InlineData(0xFFFF)]
    [InlineData(0xFDD0)]
    [InlineData(0x1FFFE)]
    public void A_non_character_does_not_break_the_comparison(int codePoint) => Assert.Equal("ab", TexteNormalise.Of("A" + char.ConvertFromUtf32(codePoint) + "B"));

    [Property]
    public bool The_normal_form_of_a_normal_form_is_itself(string? text) => TexteNormalise.Of(TexteNormalise.Of(text)) == TexteNormalise.Of(text);
}
