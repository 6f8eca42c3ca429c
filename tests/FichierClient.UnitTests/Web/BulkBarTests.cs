using Bunit;
using FichierClient.Application.Common;
using FichierClient.Web.Common.Lists;

namespace FichierClient.UnitTests.Web;

public sealed class BulkBarTests : ScreenTest
{
    private static readonly Guid[] Everything = [.. Enumerable.Range(0, 1234).Select(_ => Guid.NewGuid())];

    [Fact]
    public void The_rest_of_a_long_list_is_one_click_away_and_says_its_number()
    {
        IReadOnlySet<Guid> selected = Everything[..50].ToHashSet();
        var bar = Bar(selected, new RowCount(1000, IsExact: false), chosen => selected = chosen);

        var all = bar.FindAll("button").Single(b => b.TextContent == "Tout sélectionner (1\u202f000+)");
        all.Click();

        Assert.Equal(1234, selected.Count);
        Assert.Contains("1\u202f234 lignes sélectionnées", Bar(selected, new RowCount(1234, IsExact: true), _ => { }).Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Tout sélectionner", Bar(selected, new RowCount(1234, IsExact: true), _ => { }).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_change_is_saved_in_parts_and_keeps_those_before_the_one_that_was_refused()
    {
        List<int> parts = [];
        var done = await Lots.RunAsync<Guid, int>(Everything, lot =>
        {
            parts.Add(lot.Count);
            return Task.FromResult(parts.Count < 3 ? lot.Count : (Outcome<int>)Refus.Introuvable());
        });

        Assert.Equal([Lots.Size, Lots.Size, Lots.Size], parts);
        Assert.Equal((2 * Lots.Size, RefusKind.Introuvable), (done.Items.Count, done.Refus?.Kind));
        Assert.Equal(2 * Lots.Size, done.Results.Sum());
    }

    [Fact]
    public async Task A_long_change_that_is_stopped_says_how_far_it_came()
    {
        var done = await Lots.RunAsync<Guid, int>(Everything, lot => Task.FromResult((Outcome<int>)lot.Count), count => count < 600);
        Assert.Equal((600, null), (done.Items.Count, done.Refus));
    }

    private IRenderedComponent<BulkBar> Bar(IReadOnlySet<Guid> selected, RowCount count, Action<IReadOnlySet<Guid>> changed) => Render<BulkBar>(p => p
        .Add(b => b.Selected, selected).Add(b => b.SelectedChanged, changed).Add(b => b.Count, count)
        .Add(b => b.Whole, () => Task.FromResult(Outcome.Of<IReadOnlyList<Guid>>(Everything))));
}
