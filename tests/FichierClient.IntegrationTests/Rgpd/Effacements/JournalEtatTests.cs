using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Rgpd.Effacements;

/// <summary>How far the database follows the journal.</summary>
public sealed class JournalEtatTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private TestOrganisation organisation = null!;

    private JournalEffacements Journal => database.Get<JournalEffacements>();

    [Fact]
    public async Task The_state_moves_with_the_transaction_that_does_what_the_entry_says()
    {
        await AppendAsync(Entry());
        Assert.Equal((1, 1), (Journal.Tete(), await FollowedAsync()));

        await AppendAsync(Entry(), commit: false);
        Assert.Equal((2, 1), (Journal.Tete(), await FollowedAsync()));
    }

    [Fact]
    public async Task An_entry_that_was_not_followed_is_never_skipped()
    {
        await AppendAsync(Entry(), commit: false);
        await AppendAsync(Entry());

        Assert.Equal((2, 0), (Journal.Tete(), await FollowedAsync()));
    }

    [Fact]
    public async Task An_erasure_that_was_called_off_is_nothing_to_follow()
    {
        var erasure = Entry();
        await AppendAsync(erasure, commit: false);
        await AppendAsync(erasure with { Nature = EntreeJournal.NatureAnnulation });

        Assert.Equal((2, 2), (Journal.Tete(), await FollowedAsync()));
    }

    [Fact]
    public async Task Entries_are_numbered_in_the_order_of_their_commits()
    {
        await using var first = database.Contexts.Open(organisation.Id);
        await using var transaction = await first.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await database.Get<JournalEtat>().AppendAsync(first, Entry(), TestContext.Current.CancellationToken);
        var second = AppendAsync(Entry());
        await database.WaitForLockAsync(second);

        Assert.Equal(1, Journal.Tete());
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        await second;
        Assert.Equal((2, 2), (Journal.Tete(), await FollowedAsync()));
    }

    [Fact]
    public async Task Without_a_transaction_nothing_is_written()
    {
        await using var db = database.Contexts.Open(organisation.Id);

        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Get<JournalEtat>().AppendAsync(db, Entry(), TestContext.Current.CancellationToken));
        Assert.Equal(0, Journal.Tete());
    }

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        organisation = await database.AddOrganisationAsync();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private EntreeJournal Entry() => new(
        0, EntreeJournal.NatureEffacement, organisation.Id, Guid.CreateVersion7(), "Contact", Guid.NewGuid(), [], [], 1, DateTimeOffset.UnixEpoch, null, [], null);

    private async Task AppendAsync(EntreeJournal entry, bool commit = true)
    {
        await using var db = database.Contexts.Open(organisation.Id);
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await database.Get<JournalEtat>().AppendAsync(db, entry, TestContext.Current.CancellationToken);
        if (commit) await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }

    private async Task<int> FollowedAsync() => (int)await database.ScalarAsync<long>("select dernier_seq from journal_etat");
}
