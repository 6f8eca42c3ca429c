using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FichierClient.Application.Rgpd.Connecteurs;

internal static class ConnecteursRegistration
{
    /// <summary>Connected systems; nothing private is called unless the host said so before.</summary>
    public static IServiceCollection AddConnecteurs(this IServiceCollection services)
    {
        services.TryAddSingleton(new ReglagesConnecteurs());
        services.AddSingleton<PorteConnecteurs>();
        services.AddSingleton<CarteConnecteurs>();
        services.AddSingleton<CommunicationsSysteme>();
        services.AddSingleton<OppositionsPersonne>();
        services.AddSingleton<PersonnesConnecteur>();
        services.AddSingleton<AccusesConnecteur>();
        services.AddSingleton<RemiseAvis>();
        services.AddSingleton<EnvoiAvisSortants>();
        services.AddSingleton<EmissionPropagation>();
        services.AddSingleton<SilenceAvis>();
        services.AddHttpClient(RemiseAvis.Client)
            .ConfigureHttpClient(client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.UserAgent.ParseAdd("FichierClient/1.0");
            })
            .ConfigurePrimaryHttpMessageHandler(provider => Handler(provider.GetRequiredService<ReglagesConnecteurs>()));
        return services;
    }

    /// <summary>Goes nowhere but where it was told to: no redirect, no proxy, no cookie; and a name is looked up here, so that what is checked is what is called.</summary>
    private static SocketsHttpHandler Handler(ReglagesConnecteurs reglages) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        MaxResponseHeadersLength = 16,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = async (context, cancellationToken) =>
        {
            var addresses = await System.Net.Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
            // One private address among public ones is one too many: nobody knows which would be taken.
            if (!reglages.AdressesPrivees && Array.Exists(addresses, ReglagesConnecteurs.IsPrivate)) throw new AdressePriveeException();
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };
}
