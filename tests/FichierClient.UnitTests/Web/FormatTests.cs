using System.Globalization;
using FichierClient.Web.Common;
using FichierClient.Web.Common.Lists;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace FichierClient.UnitTests.Web;

public sealed class FormatTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [InlineData("fr-FR", 1234567.5, "1\u202f234\u202f567,50\u202f€")]
    [InlineData("fr-FR", -12, "\u221212,00\u202f€")]
    [InlineData("fr-FR", -0.001, "0,00\u202f€")]
    [InlineData("en-GB", 1234.5, "€1,234.50")]
    [InlineData("en-GB", -1234.5, "\u2212€1,234.50")]
    public void Amounts_are_written_as_the_reader_writes_them(string culture, decimal amount, string expected) =>
        In(culture, _ => Assert.Equal(expected, MontantFormat.Format(amount)));

    [Fact]
    public void A_currency_without_a_sign_keeps_its_code() =>
        In("fr-FR", _ => Assert.Equal("10,00\u202fXPF", MontantFormat.Format(10, "XPF")));

    [Theory]
    [InlineData("2026-11-24", "aujourd’hui")]
    [InlineData("2026-11-23", "hier")]
    [InlineData("2026-11-25", "demain")]
    [InlineData("2026-11-21", "il y a 3 jours")]
    [InlineData("2026-11-27", "dans 3 jours")]
    [InlineData("2026-11-03", "il y a 3 semaines")]
    [InlineData("2026-03-12", "12 mars")]
    [InlineData("2024-03-12", "12 mars 2024")]
    public void Days_are_said_as_people_say_them(string day, string expected) =>
        In("fr-FR", texts => Assert.Equal(expected, RelativeDay.Format(DateOnly.Parse(day, CultureInfo.InvariantCulture), Today, texts)));

    [Fact]
    public void Filters_read_as_a_sentence() => In("fr-FR", texts =>
    {
        var state = QueryState.Parse("/entreprises?ville=Lyon&statut=Client&statut=Prospect&ca=1000..&vente=2026-01-31..2026-06-30&supprimees=oui");
        var statut = new Filter("statut", "Statut", FilterKind.Choice) { Choices = [new("Client", "Client"), new("Prospect", "Prospect")] };

        Assert.Equal("Ville commence par « Lyon »", new Filter("ville", "Ville", FilterKind.Text).Sentence(state, texts));
        Assert.Equal("Statut : Client ou Prospect", statut.Sentence(state, texts));
        Assert.Equal("CA à partir de 1\u202f000\u202f€", new Filter("ca", "CA", FilterKind.Amount).Sentence(state, texts));
        Assert.Equal("Dernière vente du 31/01/2026 au 30/06/2026", new Filter("vente", "Dernière vente", FilterKind.Day).Sentence(state, texts));
        Assert.Equal("Supprimées", new Filter("supprimees", "Supprimées", FilterKind.Flag).Sentence(state, texts));
        Assert.Null(new Filter("canal", "Canal", FilterKind.Choice).Sentence(state, texts));
    });

    private static void In(string culture, Action<IStringLocalizer<CommonTexts>> check)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);
            using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
            check(services.GetRequiredService<IStringLocalizer<CommonTexts>>());
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
