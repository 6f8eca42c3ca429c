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
        services.AddSingleton<CommunicationsSysteme>();
        services.AddSingleton<OppositionsPersonne>();
        return services.AddSingleton<PersonnesConnecteur>();
    }
}
