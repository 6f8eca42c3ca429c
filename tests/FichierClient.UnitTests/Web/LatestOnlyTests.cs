using FichierClient.Web.Recherche;

namespace FichierClient.UnitTests.Web;

public sealed class LatestOnlyTests
{
    private readonly List<string> given = [];

    [Fact]
    public async Task A_question_that_was_called_off_never_answers_for_the_one_that_took_its_place()
    {
        using var latest = new LatestOnly();
        var (first, second) = (new TaskCompletionSource<string>(), new TaskCompletionSource<string>());
        var one = latest.AskAsync(_ => first.Task, given.Add);
        var two = latest.AskAsync(_ => second.Task, given.Add);

        second.SetResult("du");
        first.SetResult("d");
        await Task.WhenAll(one, two);

        Assert.Equal(["du"], given);
    }

    [Fact]
    public async Task It_is_told_to_stop_and_its_end_disturbs_nobody()
    {
        using var latest = new LatestOnly();
        var one = latest.AskAsync(token => Task.Delay(Timeout.Infinite, token).ContinueWith(_ => token.IsCancellationRequested ? throw new OperationCanceledException(token) : "d", TaskScheduler.Default), given.Add);

        await latest.AskAsync(_ => Task.FromResult("du"), given.Add);
        await one;

        Assert.Equal(["du"], given);
    }

    [Fact]
    public async Task A_failure_of_what_was_asked_last_is_not_swallowed()
    {
        using var latest = new LatestOnly();
        await Assert.ThrowsAsync<InvalidOperationException>(() => latest.AskAsync<string>(_ => throw new InvalidOperationException(), given.Add));
    }
}
