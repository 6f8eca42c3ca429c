using FichierClient.Application.Rgpd.Effacements.Journal;

namespace FichierClient.UnitTests.Rgpd.Effacements;

public sealed class JournalTests : IDisposable
{
    private static readonly EntreeJournal Entry = new(
        0, EntreeJournal.NatureEffacement, Guid.NewGuid(), Guid.NewGuid(), "Contact", Guid.NewGuid(), [Guid.NewGuid()],
        [Convert.ToBase64String(new byte[32])], 1, DateTimeOffset.UnixEpoch, new string('a', 64), [new("modifications", "ancien", Guid.NewGuid())], null);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("journal-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private JournalEffacements Journal => new(Path.Combine(folder.FullName, "journal"));

    [Fact]
    public async Task An_entry_gets_the_next_number_and_comes_back_as_it_was()
    {
        Assert.Equal(0, Journal.Tete());
        var first = await Journal.AppendAsync(Entry, Cancel);
        var second = await Journal.AppendAsync(Entry with { Opposition = new(["email"], 3, "opposition", new(2029, 11, 30)) }, Cancel);

        Assert.Equal((1, 2), (first.Seq, second.Seq));
        Assert.Equal(2, Journal.Tete());
        Assert.Null(first.Precedent);
        Assert.NotNull(second.Precedent);
        Assert.Equivalent(new[] { first, second }, Journal.Depuis(0), strict: true);
        Assert.Equivalent(new[] { second }, Journal.Depuis(1), strict: true);
        Journal.Verify();
    }

    [Fact]
    public async Task Programs_that_append_at_once_get_their_own_numbers_in_one_chain()
    {
        var entries = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(() => Journal.AppendAsync(Entry, Cancel))));

        Assert.Equal(Enumerable.Range(1, 24).Select(n => (long)n), entries.Select(e => e.Seq).Order());
        Journal.Verify();
        Assert.Equal(24, Directory.GetFileSystemEntries(Journal.Folder).Length);
    }

    [Fact]
    public async Task Nobody_but_the_owner_reads_an_entry_and_the_owner_does_not_write_it()
    {
        await Journal.AppendAsync(Entry, Cancel);

        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(PathOf(1)));
    }

    [Fact]
    public async Task A_missing_entry_is_found()
    {
        await AppendThreeAsync();
        File.Delete(PathOf(2));

        Assert.Contains("entry 2 is missing", Assert.Throws<JournalException>(Journal.Verify).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"cleVersion\":1", "\"cleVersion\":2")]
    [InlineData("effacement\"", "annulation\"")]
    public async Task A_changed_entry_is_found(string old, string changed)
    {
        await AppendThreeAsync();
        Overwrite(2, text => text.Replace(old, changed, StringComparison.Ordinal));

        Assert.Contains("entry 2 is not the one", Assert.Throws<JournalException>(Journal.Verify).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreadable_entry_is_found()
    {
        await AppendThreeAsync();
        Overwrite(3, text => text[..20]);

        Assert.Contains("can't be read", Assert.Throws<JournalException>(Journal.Verify).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_is_refused_wherever_it_could_stand()
    {
        EntreeJournal[] texts =
        [
            Entry with { Nature = "Jeanne Martin" },
            Entry with { Sujet = "Jeanne Martin" },
            Entry with { PlanHash = "jeanne@exemple.fr" },
            Entry with { Empreintes = ["jeanne@exemple.fr"] },
            Entry with { Empreintes = [Convert.ToBase64String(new byte[31])] },
            Entry with { Lieux = [new("Jeanne Martin", "nom", Guid.NewGuid())] },
            Entry with { Lieux = [new("contacts", "Jeanne Martin", Guid.NewGuid())] },
            Entry with { Opposition = new(["Jeanne Martin"], 1, "opposition", default) },
            Entry with { Opposition = new(["email"], 1, "Elle a écrit", default) },
            Entry with { Opposition = new([], 1, "opposition", default) },
        ];

        foreach (var entry in texts) await Assert.ThrowsAsync<ArgumentException>(() => Journal.AppendAsync(entry, Cancel));
        Assert.Equal(0, Journal.Tete());
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task AppendThreeAsync()
    {
        for (var i = 0; i < 3; i++) await Journal.AppendAsync(Entry, Cancel);
    }

    private string PathOf(int seq) => Path.Combine(Journal.Folder, $"{seq:D12}.json");

    private void Overwrite(int seq, Func<string, string> change)
    {
        var text = change(File.ReadAllText(PathOf(seq)));
        File.Delete(PathOf(seq));
        File.WriteAllText(PathOf(seq), text);
    }
}
