using FichierClient.Web.Common;

namespace FichierClient.UnitTests.Web;

public sealed class QueryStateTests
{
    private static readonly QueryState State = QueryState.Parse("http://localhost/entreprises?ville=Lyon&statut=Client&statut=Prospect&page=apres~1~x");

    [Fact]
    public void It_reads_what_the_address_holds()
    {
        Assert.Equal("/entreprises", State.Path);
        Assert.Equal("Lyon", State["ville"]);
        Assert.Equal(["Client", "Prospect"], State.All("statut"));
        Assert.Null(State["canal"]);
    }

    [Fact]
    public void A_new_filter_starts_again_at_the_first_page()
    {
        Assert.Equal("/entreprises?ville=Nantes&statut=Client&statut=Prospect", State.With("ville", "Nantes").ToString());
        Assert.Equal("/entreprises?ville=Lyon", State.Without("statut").ToString());
    }

    [Fact]
    public void Turning_the_page_keeps_the_filters() =>
        Assert.Equal("/entreprises?ville=Lyon&statut=Client&statut=Prospect&page=fin", State.With(QueryState.PageKey, "fin").ToString());

    [Fact]
    public void What_people_type_comes_back_unchanged()
    {
        const string typed = "Saint-Étienne & Cie #1 100%";
        var written = State.With("ville", typed).ToString();
        Assert.Equal(typed, QueryState.Parse(written)["ville"]);
    }
}
