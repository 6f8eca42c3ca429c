using FichierClient.Application.Entreprises;
using FichierClient.Web.Common;
using FichierClient.Web.Common.Lists;
using FichierClient.Web.Entreprises;
using FichierClient.Web.Ventes;
using FichierClient.Web.Vues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace FichierClient.UnitTests.Web;

public sealed class FilterTests
{
    [Theory]
    [InlineData(FilterKind.Amount, "1000..5000", true)]
    [InlineData(FilterKind.Amount, "..5000.50", true)]
    [InlineData(FilterKind.Amount, "1000..beaucoup", false)]
    [InlineData(FilterKind.Amount, "1000", false)]
    [InlineData(FilterKind.Amount, "..", false)]
    [InlineData(FilterKind.Day, "2026-01-01..", true)]
    [InlineData(FilterKind.Day, "ce-mois", true)]
    [InlineData(FilterKind.Day, "ce-siecle", false)]
    [InlineData(FilterKind.Day, "01/01/2026..", false)]
    [InlineData(FilterKind.Day, "2026-01-01..2026-02-30", false)]
    [InlineData(FilterKind.Choice, "Client", true)]
    [InlineData(FilterKind.Choice, "Inconnu", false)]
    [InlineData(FilterKind.Choice, "0193a0de-0000-7000-8000-000000000001", false)]
    [InlineData(FilterKind.Text, "n’importe quoi", true)]
    [InlineData(FilterKind.Flag, "oui", true)]
    public void A_filter_says_whether_it_understands_its_value(FilterKind kind, string value, bool understood) =>
        Assert.Equal(understood, new Filter("f", "F", kind) { Choices = [new FilterChoice("Client", "Client")] }.Understands(value));

    [Fact]
    public void A_commercial_whom_the_address_names_reads_as_a_name_though_he_is_offered_no_more()
    {
        var (moi, parti) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var texts = services.GetRequiredService<IStringLocalizer<EntreprisesTexts>>();
        var references = new EntrepriseReferences([], [], []) { Commerciaux = [new(moi, "Ana")], AutresMembres = [new(parti, "Luc"), new(Guid.CreateVersion7(), "Zoé")] };

        IReadOnlyList<FilterChoice> ChoicesOf(string address) => EntrepriseFilters.All(QueryState.Parse("https://x.test/entreprises?" + address), references, moi, false, texts).Single(f => f.Key == EntrepriseAdresse.Commercial).Choices;

        Assert.DoesNotContain(ChoicesOf(""), c => c.Text == "Luc");
        Assert.Equal(["Luc"], ChoicesOf($"commercial={parti}").Where(c => c.Value == parti.ToString()).Select(c => c.Text));
        Assert.DoesNotContain(ChoicesOf($"commercial={parti}"), c => c.Text == "Zoé");
    }

    [Fact]
    public void A_period_by_its_name_follows_the_reader_s_day_in_every_list()
    {
        var today = new DateOnly(2026, 11, 24);

        Assert.Equal((new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 31)), FilterRange.Days("mois-dernier", today));
        Assert.Equal((null, null), FilterRange.Days("mois-dernier"));
        Assert.Equal(new DateOnly(2026, 10, 1), VenteAdresse.Read(QueryState.Parse("/ventes?date=mois-dernier"), today).Du);
    }

    [Fact]
    public void A_view_is_the_same_in_any_order_and_without_its_own_key()
    {
        var state = QueryState.Parse("/ventes?type=Facture&vue=0193a0de-0000-7000-8000-000000000002&page=p&statut=Validee");

        Assert.Equal("type=Facture&statut=Validee", VueAdresse.Kept(state));
        Assert.True(VueAdresse.IsSame("statut=Validee&type=Facture", VueAdresse.Kept(state)));
        Assert.False(VueAdresse.IsSame("statut=Validee", VueAdresse.Kept(state)));
    }

    [Fact]
    public void An_id_that_is_offered_no_more_still_limits_the_list() =>
        Assert.True(new Filter("canal", "Canal", FilterKind.Choice) { Choices = [new FilterChoice("0193a0de-0000-7000-8000-000000000002", "Salon")] }
            .Understands("0193a0de-0000-7000-8000-000000000001"));
}
