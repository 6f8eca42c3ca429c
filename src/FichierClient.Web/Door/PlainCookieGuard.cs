using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FichierClient.Web.Door;

/// <summary>
/// Stops a program that listens beyond this machine without knowing its public address: its cookies would be the plain
/// ones of the demo, and the links of its e-mails would be built from whatever Host a request names.
/// </summary>
internal sealed class PlainCookieGuard(IServer server, TransportSecurity transport, ILogger<PlainCookieGuard> logger) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var open = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(a => !TransportSecurity.IsPlainLoopback(a));
        if (open is not null && transport.PublicAddress is null)
            throw new InvalidOperationException($"The program listens on {open}, beyond this machine. Set FICHIER_URL to its public https address.");
        if (open is not null && !transport.IsSecure)
            logger.LogWarning("The program listens on {Address} but FICHIER_URL is a plain address of this machine: cookies are not Secure", open);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
