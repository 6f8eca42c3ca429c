using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Application.Rgpd.Oppositions;
using Microsoft.Extensions.DependencyInjection;

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
        services.AddSingleton<RejeuOppositions>();
        return services.AddSingleton<JournalEtat>();
    }
}
