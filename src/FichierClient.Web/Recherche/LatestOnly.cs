namespace FichierClient.Web.Recherche;

/// <summary>Asks while somebody types: whatever order the answers come in, only that to the last question is given.</summary>
internal sealed class LatestOnly : IDisposable
{
    private CancellationTokenSource? last;

    /// <summary>Calls off what was asked before, asks, and gives the answer unless something else was asked meanwhile.</summary>
    /// <param name="ask">Is told by its token that it was called off; it may end, or fail to find, all the same.</param>
    /// <param name="answer">Takes what was found.</param>
    public async Task AskAsync<TAnswer>(Func<CancellationToken, Task<TAnswer>> ask, Action<TAnswer> answer)
    {
        var (before, own) = (last, new CancellationTokenSource());
        last = own;
        if (before is not null)
        {
            await before.CancelAsync();
            before.Dispose();
        }
        if (last != own) return;
        try
        {
            var found = await ask(own.Token);
            if (last == own) answer(found);
        }
        catch (OperationCanceledException) when (last != own)
        {
            // The answer to what was asked meanwhile comes instead.
        }
    }

    public void Dispose()
    {
        last?.Cancel();
        last?.Dispose();
        last = null;
    }
}
