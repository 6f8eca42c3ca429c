using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace FichierClient.Users;

/// <summary>
/// One open page: loads it as a browser does, keeps its circuit alive and follows links. Renders nothing, but acknowledges
/// every batch, so that the server keeps what it keeps for a browser.
/// </summary>
internal sealed partial class User : IAsyncDisposable
{
    /// <summary>A click is over when no further batch came for this long; the time counted is that of its last batch.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(400);

    private readonly HubConnection hub;
    private readonly Uri address;
    private readonly SemaphoreSlim batches = new(0);
    private readonly TaskCompletionSource alive = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long last;
    private long received;

    private User(Uri address, CookieContainer cookies)
    {
        this.address = address;
        var builder = new HubConnectionBuilder().WithUrl(new Uri(address, "_blazor"), options =>
        {
            options.Cookies = cookies;
            options.SkipNegotiation = true;
            options.Transports = HttpTransportType.WebSockets;
        });
        builder.Services.AddSingleton<IHubProtocol, BlazorPack>();
        hub = builder.Build();
        hub.On<int, byte[]>("JS.RenderBatch", RenderedAsync);
        hub.On<long, string, string, int, long, int>("JS.BeginInvokeJS", AnswerAsync);
        hub.On<long>("JS.EndUpdateRootComponents", _ => alive.TrySetResult());
        hub.On<string>("JS.Error", error => Fail(error));
        hub.Closed += error => { Fail(error?.Message ?? "closed"); return Task.CompletedTask; };
    }

    public string? Failure { get; private set; }

    /// <summary>Bytes of all render batches: a click that shows a page is some tens of thousands.</summary>
    public long Received => Interlocked.Read(ref received);

    /// <summary>Opens a page with its circuit.</summary>
    public static async Task<User> OpenAsync(HttpClient http, CookieContainer cookies, Uri address, string path)
    {
        var page = new Uri(address, path);
        var html = await http.GetStringAsync(page);
        var user = new User(address, cookies);
        await user.hub.StartAsync();
        var state = State().Match(html) is { Success: true } found ? found.Groups[1].Value : "";
        await user.hub.InvokeAsync<string>("StartCircuit", address.ToString(), page.ToString(), "[]", state);
        var operations = new JsonArray([.. Marker().Matches(html).Select(m => JsonNode.Parse(m.Groups[1].Value)!)
            .Where(m => m["descriptor"] is not null).Select((m, index) => (JsonNode)new JsonObject { ["type"] = "add", ["ssrComponentId"] = index + 1, ["marker"] = m })]);
        await user.hub.SendAsync("UpdateRootComponents", new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString(), state);
        await user.alive.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return user;
    }

    /// <summary>Follows a link of the page.</summary>
    /// <returns>Milliseconds until its last render batch.</returns>
    public async Task<double> ClickAsync(string path)
    {
        while (batches.Wait(0)) ;
        var start = Stopwatch.GetTimestamp();
        await hub.SendAsync("OnLocationChanged", new Uri(address, path).ToString(), null, true);
        if (!await batches.WaitAsync(TimeSpan.FromSeconds(30))) throw new TimeoutException($"{path}: no answer. {Failure}");
        while (await batches.WaitAsync(Quiet)) ;
        return Stopwatch.GetElapsedTime(start, Interlocked.Read(ref last)).TotalMilliseconds;
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    private async Task RenderedAsync(int id, byte[] batch)
    {
        Interlocked.Exchange(ref last, Stopwatch.GetTimestamp());
        Interlocked.Add(ref received, batch.Length);
        batches.Release();
        await hub.SendAsync("OnRenderCompleted", id, null);
    }

    // Whatever the server asks of the browser is done at once, with nothing to tell.
    private Task AnswerAsync(long handle, string identifier, string arguments, int resultType, long target, int callType) =>
        handle == 0 ? Task.CompletedTask : hub.SendAsync("EndInvokeJSFromDotNet", handle, true, JsonSerializer.Serialize(new object?[] { handle, true, null }));

    private void Fail(string error)
    {
        Failure ??= error;
        alive.TrySetException(new InvalidOperationException(error));
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->", RegexOptions.Singleline)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->", RegexOptions.Singleline)]
    private static partial Regex State();
}
