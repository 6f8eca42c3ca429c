using Microsoft.AspNetCore.Components.Server.Circuits;
using Serilog.Context;

namespace FichierClient.Web.Operations.Logs;

/// <summary>Whatever an interactive page logs carries its circuit's id (the public one: it lets nobody in).</summary>
internal sealed class CircuitLogScope : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        async context =>
        {
            using (LogContext.PushProperty("CircuitId", context.Circuit.Id))
            {
                await next(context);
            }
        };
}
