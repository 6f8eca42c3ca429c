using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Application.Rgpd.Sauvegardes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FichierClient.Application.Rgpd.Cles;

internal static class ClesRegistration
{
    /// <summary>Keys, journal and objection list, in the folders of the <see cref="DossiersRgpd"/> that the program registers.</summary>
    public static IServiceCollection AddClesAndJournal(this IServiceCollection services)
    {
        services.AddSingleton(provider => new CleStore(provider.GetRequiredService<DossiersRgpd>().Secrets));
        services.AddSingleton(provider => new JournalEffacements(provider.GetRequiredService<DossiersRgpd>().Journal));
        services.AddSingleton<Empreintes>();
        services.AddSingleton<SignatureCertificats>();
        services.AddSingleton<ListeOpposition>();
        services.AddSingleton<InscriptionOpposition>();
        services.AddSingleton<GardeOpposition>();
        services.AddSingleton<Rejeu, RejeuOppositions>();
        services.AddSingleton<Rejeu, Limitations.RejeuLimitations>();
        services.AddSingleton<Rejeu, DroitsARefaire.RejeuDroits>();
        services.AddSingleton<DroitsARefaire.JournalDroits>();
        services.AddSingleton<ScanEmpreintes>();
        services.AddSingleton<Rattrapage>();
        services.TryAddSingleton(new ConservationSauvegardes(ConservationSauvegardes.ParDefaut));
        return services.AddSingleton<JournalEtat>();
    }
}
