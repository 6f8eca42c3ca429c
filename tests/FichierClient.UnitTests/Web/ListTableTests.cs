using Bunit;
using FichierClient.Application.Common;
using FichierClient.Web.Common;
using FichierClient.Web.Common.Lists;

namespace FichierClient.UnitTests.Web;

public sealed class ListTableTests : ScreenTest
{
    private static readonly Row[] Rows = [new(Guid.NewGuid(), "Alpha", 10), new(Guid.NewGuid(), "Bêta", 20)];

    private static readonly TableColumn<Row>[] Columns =
    [
        new("nom", "Nom", row => builder => builder.AddMarkupContent(0, $"<a href=\"/x/{row.Id}\">{row.Nom}</a>")) { Sort = "nom", Always = true },
        new("ca", "CA", row => builder => builder.AddContent(0, row.Ca)) { Sort = "ca", Numeric = true, DescendingFirst = true },
    ];

    [Fact]
    public void A_heading_sorts_and_a_second_click_turns_the_order()
    {
        var table = Table(new Page<Row>(Rows, null, null), "/x?ville=Lyon", new ListSort("nom", false));

        var links = table.FindAll("th a");
        Assert.Equal("/x?ville=Lyon&tri=-nom", links[0].GetAttribute("href"));
        Assert.Equal("/x?ville=Lyon&tri=-ca", links[1].GetAttribute("href"));
        Assert.Equal("ascending", table.FindAll("th")[1].GetAttribute("aria-sort"));
        Assert.False(table.FindAll("th")[2].HasAttribute("aria-sort"));
    }

    [Fact]
    public void Rows_are_selected_one_by_one_and_all_at_once()
    {
        IReadOnlySet<Guid> selected = new HashSet<Guid>();
        var table = Render<ListTable<Row>>(p => Defaults(p, new Page<Row>(Rows, null, null), "/x", new ListSort("nom", false))
            .Add(t => t.Selectable, true).Add(t => t.SelectedChanged, chosen => selected = chosen));

        table.FindAll("tbody input")[1].Change(true);
        Assert.Equal([Rows[1].Id], selected);
        table.Find("thead input").Change(true);
        Assert.Equal(Rows.Select(r => r.Id).Order(), selected.Order());
        Assert.Equal("Sélectionner Alpha", table.FindAll("tbody input")[0].GetAttribute("aria-label"));
    }

    [Fact]
    public void While_rows_are_on_their_way_grey_bars_keep_their_place()
    {
        var table = Table(null, "/x", new ListSort("nom", false));
        Assert.NotEmpty(table.FindAll(".fc-skeleton"));
        Assert.Equal("true", table.Find("table").GetAttribute("aria-busy"));
    }

    [Fact]
    public void The_pager_leads_to_the_cursors_and_has_no_dead_links()
    {
        var table = Table(new Page<Row>(Rows, null, new PageCursor(PageMove.After, "beta", Rows[1].Id)), "/x?ville=Lyon", new ListSort("nom", false));

        var links = table.FindAll(".fc-pager a");
        Assert.Equal(2, links.Count);
        Assert.Equal($"/x?ville=Lyon&page={Uri.EscapeDataString($"apres~{Rows[1].Id:N}~beta")}", links[0].GetAttribute("href"));
        Assert.EndsWith("page=fin", links[1].GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(2, table.FindAll(".fc-pager [aria-disabled]").Count);
    }

    [Fact]
    public void An_empty_list_teaches_instead_of_showing_an_empty_table()
    {
        var table = Render<ListTable<Row>>(p => Defaults(p, new Page<Row>([], null, null), "/x", new ListSort("nom", false))
            .Add(t => t.Empty, "<p>Importez votre fichier</p>"));
        Assert.Empty(table.FindAll("table"));
        Assert.Contains("Importez", table.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<ListTable<Row>> Table(Page<Row>? page, string address, ListSort sort) =>
        Render<ListTable<Row>>(p => Defaults(p, page, address, sort).Add(t => t.Selectable, true));

    private static ComponentParameterCollectionBuilder<ListTable<Row>> Defaults(
        ComponentParameterCollectionBuilder<ListTable<Row>> parameters, Page<Row>? page, string address, ListSort sort) => parameters
        .Add(t => t.Label, "Essais").Add(t => t.Page, page).Add(t => t.Columns, Columns).Add(t => t.State, QueryState.Parse(address)).Add(t => t.Sort, sort)
        .Add(t => t.RowKey, row => row.Id).Add(t => t.RowName, row => row.Nom);

    private sealed record Row(Guid Id, string Nom, int Ca);
}
