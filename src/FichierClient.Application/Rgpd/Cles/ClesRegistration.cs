using FichierClient.Application.Rgpd.Effacements.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace FichierClient.Application.Rgpd.Cles;

internal static class ClesRegistration
{
    /// <summary>Keys and journal, in the folders of the <see cref="DossiersRgpd"/> that the program registers.</summary>
    public static IServiceCollection AddClesAndJournal(this IServiceCollection services)
    {
        services.AddSingleton(provider => new CleStore(provider.GetRequiredService<DossiersRgpd>().Secrets));
        services.AddSingleton(provider => new JournalEffacements(provider.GetRequiredService<DossiersRgpd>().Journal));
        services.AddSingleton<Empreintes>();
        services.AddSingleton<SignatureCertificats>();
        return services.AddSingleton<JournalEtat>();
    }
}
