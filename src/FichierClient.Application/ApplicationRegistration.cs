using FichierClient.Application.Annuaire;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Exports;
using FichierClient.Application.Imports;
using FichierClient.Application.Jobs;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Connecteurs;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Garde;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace FichierClient.Application;

/// <summary>Registers the use cases and what they need.</summary>
public static class ApplicationRegistration
{
    /// <summary>
    /// Every use case and validator of this assembly is found by its base class. The caller registers the
    /// <c>NpgsqlDataSource</c> of the app's role, a <see cref="TimeProvider"/> and the <see cref="Rgpd.DossiersRgpd"/>.
    /// </summary>
    public static IServiceCollection AddFichierClient(this IServiceCollection services)
    {
        ValidationMessages.Use();
        services.AddMemoryCache();
        services.AddSingleton<AppDbContextFactory>();
        services.AddSingleton<ActeurSource>();
        services.AddSingleton<UseCaseServices>();
        services.AddSingleton<Preferences.MemberPreferences>();
        services.AddJobs();
        services.AddImports();
        services.AddSingleton<ExamenTextes>();
        services.AddExports();
        services.AddAnnuaire();
        services.AddConnecteurs();
        services.AddSingleton<Rgpd.Demandes.DemandeChiffre>();
        services.AddSingleton<Rgpd.Conservation.Minutes>();
        services.AddSingleton<Rgpd.Demandes.RappelsDemandes>();
        services.AddSingleton<Courriels.EnvoiCourriels>();
        services.AddSingleton<Rgpd.Demandes.OppositionDemande>();
        services.AddSingleton<Rgpd.Limitations.JournalLimitations>();
        services.AddSingleton<Rgpd.Dossiers.DossierStore>();
        services.AddSingleton<Rgpd.Dossiers.RemiseDossier>();
        services.AddSingleton<Rgpd.Conservation.ExecutionPassage>();
        services.AddSingleton<Rgpd.Conservation.PurgesProgrammees>();
        services.AddSingleton<Rgpd.Conservation.ComptesInactifs>();
        services.AddSingleton<Rgpd.Violations.SignalementHebergeur>();
        services.AddSingleton<Figures.FiguresClock>();
        services.AddSingleton<Figures.VerifyFigures>();
        services.AddSingleton<Demo.DemoFilling>();
        services.AddSingleton<OrganisationsBySlug>();
        services.AddClesAndJournal();
        services.AddEffacements();
        foreach (var type in typeof(ApplicationRegistration).Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsClass: true }))
        {
            if (IsUseCase(type)) services.AddSingleton(type);
            foreach (var validated in type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IValidator<>)))
                services.AddSingleton(validated, type);
        }

        return services;
    }

    private static bool IsUseCase(Type type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.IsGenericType && current.GetGenericTypeDefinition() == typeof(UseCase<,>)) return true;
        }

        return false;
    }
}
