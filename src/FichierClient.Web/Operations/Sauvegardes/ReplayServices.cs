using FichierClient.Application;
using FichierClient.Application.Identity;
using FichierClient.Application.Rgpd;
using FichierClient.Application.Rgpd.Sauvegardes;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace FichierClient.Web.Operations.Sauvegardes;

/// <summary>The use cases on another database, with this installation's keys and journal, and with the keys of files that are in that database.</summary>
internal static class ReplayServices
{
    public static ServiceProvider On(string appConnection, IServiceProvider program)
    {
        var services = new ServiceCollection();
        services.AddDbContext<AccountsDbContext>((provider, options) => options.UseAccountsDatabase(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddDataProtection().SetApplicationName("FichierClient").PersistKeysToDbContext<AccountsDbContext>();
        return services.AddSingleton(program.GetRequiredService<ILoggerFactory>()).AddLogging()
            .AddSingleton(_ => NpgsqlDataSource.Create(appConnection))
            .AddSingleton(program.GetRequiredService<TimeProvider>())
            .AddSingleton(program.GetRequiredService<DossiersRgpd>())
            .AddSingleton(program.GetRequiredService<ConservationSauvegardes>())
            .AddFichierClient()
            .BuildServiceProvider();
    }
}
