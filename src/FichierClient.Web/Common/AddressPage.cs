using FichierClient.Application.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace FichierClient.Web.Common;

/// <summary>
/// A page whose state is its address: it loads when it opens and again whenever the address changes while it stays open.
/// What an older address asked for is cancelled.
/// </summary>
public abstract class AddressPage : ComponentBase, IDisposable
{
    private CancellationTokenSource loading = new();
    private string path = "";
    private bool disposed;

    [Inject] protected NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter] protected Acteur Acteur { get; set; } = default!;

    protected QueryState State { get; private set; } = default!;

    /// <summary>The page was left: nothing is to be read or shown any more.</summary>
    protected bool IsClosed { get; private set; }

    /// <summary>Reads what the address asks for.</summary>
    protected abstract Task LoadAsync(CancellationToken cancellationToken);

    protected override Task OnInitializedAsync()
    {
        State = QueryState.From(Navigation);
        path = State.Path;
        Navigation.LocationChanged += Changed;
        return LoadAsync(loading.Token);
    }

    // The same component at another path: from one tab of a sheet to the next.
    protected override void OnParametersSet()
    {
        State = QueryState.From(Navigation);
        path = State.Path;
    }

    private void Changed(object? sender, LocationChangedEventArgs e)
    {
        var next = QueryState.From(Navigation);
        if (next.Path == path)
        {
            State = next;
            InvokeAsync(ReloadAsync);
        }
    }

    /// <summary>Reads again, after a change of one's own.</summary>
    protected async Task ReloadAsync()
    {
        // An undo, or a long change, that ends after its page was left.
        if (disposed) return;
        await loading.CancelAsync();
        loading.Dispose();
        loading = new CancellationTokenSource();
        var token = loading.Token;
        try
        {
            await LoadAsync(token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await DispatchExceptionAsync(failure);
            return;
        }
        StateHasChanged();
    }

    public void Dispose()
    {
        IsClosed = true;
        disposed = true;
        Navigation.LocationChanged -= Changed;
        loading.Cancel();
        loading.Dispose();
        GC.SuppressFinalize(this);
    }
}
