using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FichierClient.Application.Exports;

public static class ExportsRegistration
{
    /// <summary>What exports need beside their use cases and job handlers; the host registers data protection.</summary>
    public static IServiceCollection AddExports(this IServiceCollection services)
    {
        services.AddSingleton<ExportStore>();
        services.AddSingleton<ExportEngine>();
        services.AddSingleton<ExportRequests>();
        services.AddSingleton<ExportRetention>();
        services.AddSingleton<Organisation.FichiersOrganisation>();
        services.AddSingleton<Organisation.EcritureOrganisation>();
        services.AddSingleton<Organisation.ChargementOrganisation>();
        services.AddSingleton<Organisation.FinSuivie>();
        services.AddSingleton<Organisation.FinOrganisation>();
        services.TryAddSingleton(new Organisation.ConnexionProprietaire(null));
        services.AddSingleton<Rgpd.Effacements.Journal.Rejeu, Organisation.RejeuFin>();
        return services;
    }
}
