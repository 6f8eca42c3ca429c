using System.Globalization;
using System.Text.Json;
using FichierClient.Application.Rgpd.Garde;
using FichierClient.Domain.Rgpd.Garde;
using Microsoft.JSInterop;

namespace FichierClient.Web.Common.Forms;

/// <summary>What was being typed, with the instant of the last change in the server's time.</summary>
public sealed record Draft<TModel>(TModel Model, DateTimeOffset At);

/// <summary>
/// Keeps unsaved typing in the tab's own storage (it never leaves the machine, and goes with the tab). In pieces: an answer of
/// the browser is a message like others, and one that is too long would cut the connection each time that the page opens.
/// </summary>
public sealed class DraftStore(IJSRuntime js, TimeProvider time)
{
    /// <summary>Characters of a piece: far below the largest message, whatever they are.</summary>
    public const int Piece = 16_000;

    private const string Prefix = "fc-draft:";
    private const char End = '|';

    /// <summary>Keeps it; while it holds a number that is refused in free text, nothing is kept and what was is forgotten.</summary>
    public async ValueTask KeepAsync<TModel>(string key, TModel model)
    {
        if (model is ITextesLibres libres && libres.TextesLibres.Any(t => GardeTexte.Numbers(t).Count > 0))
        {
            await ForgetAsync(key);
            return;
        }

        var pieces = JsonSerializer.Serialize(new Draft<TModel>(model, time.GetUtcNow())).Chunk(Piece).Select(c => new string(c)).ToList();
        for (var i = pieces.Count - 1; i > 0; i--) await js.InvokeVoidAsync("sessionStorage.setItem", KeyOf(key, i), pieces[i]);
        // The first one says how many there are, and makes them count.
        await js.InvokeVoidAsync("sessionStorage.setItem", Prefix + key, string.Create(CultureInfo.InvariantCulture, $"{pieces.Count}{End}{pieces[0]}"));
    }

    public async ValueTask<Draft<TModel>?> FindAsync<TModel>(string key)
    {
        var kept = await js.InvokeAsync<string?>("sessionStorage.getItem", Prefix + key);
        if (kept is null) return null;
        try
        {
            return JsonSerializer.Deserialize<Draft<TModel>>(await WholeAsync(key, kept));
        }
        catch (JsonException)
        {
            // Written by another version of the program: it can't be resumed.
            await ForgetAsync(key);
            return null;
        }
    }

    public async ValueTask ForgetAsync(string key)
    {
        var kept = await js.InvokeAsync<string?>("sessionStorage.getItem", Prefix + key);
        if (kept is null) return;
        await js.InvokeVoidAsync("sessionStorage.removeItem", Prefix + key);
        for (var i = 1; i < CountOf(kept); i++) await js.InvokeVoidAsync("sessionStorage.removeItem", KeyOf(key, i));
    }

    /// <summary>How many pieces the first one announces; 0 when it isn't one.</summary>
    private static int CountOf(string first) =>
        int.TryParse(first.AsSpan(0, Math.Max(0, first.IndexOf(End, StringComparison.Ordinal))), CultureInfo.InvariantCulture, out var count) ? count : 0;

    private async Task<string> WholeAsync(string key, string first)
    {
        var count = CountOf(first);
        if (count == 0) return "";
        var text = first[(first.IndexOf(End, StringComparison.Ordinal) + 1)..];
        for (var i = 1; i < count; i++) text += await js.InvokeAsync<string?>("sessionStorage.getItem", KeyOf(key, i));
        return text;
    }

    private static string KeyOf(string key, int piece) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{key}#{piece}");
}
