using FichierClient.Application.Common;

namespace FichierClient.UnitTests.Web;

public sealed class PagingTests
{
    private static readonly Guid Id = Guid.CreateVersion7();

    public static TheoryData<PageMove, string> Moves => new()
    {
        { PageMove.After, "dupont ~ fils" }, { PageMove.Before, "" }, { PageMove.From, "m~x~y" }, { PageMove.Last, "" }, { PageMove.First, "" },
    };

    [Theory]
    [MemberData(nameof(Moves))]
    public void A_cursor_comes_back_from_the_address_as_it_was(PageMove move, string key)
    {
        var cursor = new PageCursor(move, key, move is PageMove.After or PageMove.Before ? Id : default);
        Assert.Equal(cursor, PageCursor.Parse(cursor.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("apres~nimporte~quoi")]
    [InlineData("12")]
    public void Anything_else_is_the_first_page(string? text) => Assert.Equal(PageCursor.First, PageCursor.Parse(text));

    [Fact]
    public void Reading_one_row_more_tells_that_there_is_a_next_page()
    {
        var page = Page.Of([1, 2, 3], new PageRequest("nom", false, PageCursor.First, 2), Key);
        Assert.Equal([1, 2], page.Rows);
        Assert.Null(page.Previous);
        Assert.Equal("2", page.Next!.Key);
    }

    [Fact]
    public void A_page_read_backwards_is_turned_round()
    {
        var before = Page.Of([4, 3, 2], new PageRequest("nom", false, new PageCursor(PageMove.Before, "5", Id), 2), Key);
        Assert.Equal([3, 4], before.Rows);
        Assert.Equal(("3", "4"), (before.Previous!.Key, before.Next!.Key));

        var last = Page.Of([9, 8], new PageRequest("nom", false, PageCursor.Last, 2), Key);
        Assert.Equal([8, 9], last.Rows);
        Assert.Null(last.Previous);
        Assert.Null(last.Next);
    }

    private static (string, Guid) Key(int row) => (row.ToString(System.Globalization.CultureInfo.InvariantCulture), Id);
}
