using System.Text.Json;
using Microsoft.JSInterop;

namespace FichierClient.Web.Common.Forms;

/// <summary>What was being typed, with the instant of the last change in the server's time.</summary>
public sealed record Draft<TModel>(TModel Model, DateTimeOffset At);

/// <summary>Keeps unsaved typing in the tab's own storage (it never leaves the machine, and goes with the tab).</summary>
public sealed class DraftStore(IJSRuntime js, TimeProvider time)
{
    private const string Prefix = "fc-draft:";

    public ValueTask KeepAsync<TModel>(string key, TModel model) =>
        js.InvokeVoidAsync("sessionStorage.setItem", Prefix + key, JsonSerializer.Serialize(new Draft<TModel>(model, time.GetUtcNow())));

    public async ValueTask<Draft<TModel>?> FindAsync<TModel>(string key)
    {
        var kept = await js.InvokeAsync<string?>("sessionStorage.getItem", Prefix + key);
        try
        {
            return kept is null ? null : JsonSerializer.Deserialize<Draft<TModel>>(kept);
        }
        catch (JsonException)
        {
            // Written by another version of the program: it can't be resumed.
            await ForgetAsync(key);
            return null;
        }
    }

    public ValueTask ForgetAsync(string key) => js.InvokeVoidAsync("sessionStorage.removeItem", Prefix + key);
}
