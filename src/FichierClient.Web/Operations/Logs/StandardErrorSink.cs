using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace FichierClient.Web.Operations.Logs;

/// <summary>Writes whole events to standard error, one after the other.</summary>
internal sealed class StandardErrorSink(ITextFormatter formatter) : ILogEventSink
{
    private readonly Lock writing = new();

    public void Emit(LogEvent logEvent)
    {
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        formatter.Format(logEvent, text);
        lock (writing)
        {
            Console.Error.Write(text.ToString());
        }
    }
}
