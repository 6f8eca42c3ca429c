using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;

namespace FichierClient.BrowserTests.Infrastructure;

/// <summary>Every event that the program logs, as an operator's log store would receive it.</summary>
public sealed class CollectedLogs : ILogEventSink
{
    private readonly ConcurrentQueue<LogEvent> events = new();

    public IReadOnlyCollection<LogEvent> Events => events;

    /// <summary>All that an event carries: text, properties, exception.</summary>
    public IEnumerable<string> Texts => events.Select(e =>
        $"{e.RenderMessage(System.Globalization.CultureInfo.InvariantCulture)} {string.Join(' ', e.Properties.Select(p => $"{p.Key}={p.Value}"))} {e.Exception}");

    public void Emit(LogEvent logEvent) => events.Enqueue(logEvent);
}
