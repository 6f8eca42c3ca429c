using FichierClient.Application.Rgpd.Effacements.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FichierClient.Application.Rgpd.Effacements;

internal static class EffacementsRegistration
{
    /// <summary>The steps of erasures. Their keys and their journal are registered beside.</summary>
    public static IServiceCollection AddEffacements(this IServiceCollection services)
    {
        services.AddSingleton<Archives.Scellements>();
        services.TryAddSingleton(new Courriels.DossierCourriels());
        services.TryAddSingleton(new Common.Fichiers.DepliageCourriel(_ => null));
        services.AddSingleton<Courriels.CourrielsEnFichiers>();
        services.AddSingleton<FichiersTenus>();
        services.AddSingleton<PiecesPersonne>();
        services.AddSingleton<FichiersPersonne>();
        services.AddSingleton<Tombes>();
        services.AddSingleton<TraceEffacement>();
        services.AddSingleton<ServicesEffacement>();
        services.AddSingleton<PreparationEffacement>();
        services.AddSingleton<EmissionCertificat>();
        services.AddSingleton<ExecutionEffacement>();
        services.AddSingleton<Rejeu, RejeuEffacements>();
        services.AddSingleton<Rejeu, Archives.RejeuRetraits>();
        // After the erasures themselves.
        services.AddSingleton<Rejeu, Connecteurs.RejeuCles>();
        services.AddSingleton(new PointsDePanne());
        return services;
    }
}
