using FichierClient.Application.Imports.Engine;
using FichierClient.Application.Imports.Retrait;
using Microsoft.Extensions.DependencyInjection;

namespace FichierClient.Application.Imports;

public static class ImportsRegistration
{
    /// <summary>What imports need beside their use cases and job handlers, which are found by their base classes; the host registers data protection.</summary>
    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.AddSingleton<ImportOriginals>();
        services.AddSingleton<ImportIntake>();
        services.AddSingleton<ImportRetention>();
        services.AddSingleton<ImportLauncher>();
        services.AddSingleton<ImportEngine>();
        services.AddSingleton<LignesRefusees>();
        services.AddSingleton<ImportRights>();
        services.AddSingleton<RetraitLauncher>();
        services.AddSingleton<RetraitEngine>();
        return services;
    }
}
