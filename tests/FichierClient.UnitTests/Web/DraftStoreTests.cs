using FichierClient.Web.Common.Forms;
using Microsoft.JSInterop;

namespace FichierClient.UnitTests.Web;

public sealed class DraftStoreTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(200_000)]
    public async Task What_was_typed_comes_back_whole_in_answers_that_a_message_holds(int length)
    {
        var browser = new Browser();
        var drafts = new DraftStore(browser, TimeProvider.System);
        var typed = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + i % 26)));

        await drafts.KeepAsync("note", new Typed("long long long" + typed));
        await drafts.KeepAsync("note", new Typed(typed));

        Assert.Equal(typed, (await drafts.FindAsync<Typed>("note"))?.Model.Texte);
        Assert.InRange(browser.LongestAnswer, 1, DraftStore.Piece + 10);
        await drafts.ForgetAsync("note");
        Assert.Null(await drafts.FindAsync<Typed>("note"));
    }

    [Fact]
    public async Task What_another_version_wrote_is_forgotten()
    {
        var browser = new Browser { Storage = { ["fc-draft:note"] = "{\"Model\":{}}" } };

        Assert.Null(await new DraftStore(browser, TimeProvider.System).FindAsync<Typed>("note"));
        Assert.Empty(browser.Storage);
    }

    private sealed record Typed(string Texte);

    /// <summary>The storage of a tab.</summary>
    private sealed class Browser : IJSRuntime
    {
        public Dictionary<string, string> Storage { get; } = [];

        public int LongestAnswer { get; private set; }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => InvokeAsync<TValue>(identifier, CancellationToken.None, args);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
        {
            var key = (string)args![0]!;
            if (identifier.EndsWith("setItem", StringComparison.Ordinal)) Storage[key] = (string)args[1]!;
            if (identifier.EndsWith("removeItem", StringComparison.Ordinal)) Storage.Remove(key);
            var answer = identifier.EndsWith("getItem", StringComparison.Ordinal) ? Storage.GetValueOrDefault(key) : null;
            LongestAnswer = Math.Max(LongestAnswer, answer?.Length ?? 0);
            return ValueTask.FromResult((TValue)(object)answer!);
        }
    }
}
