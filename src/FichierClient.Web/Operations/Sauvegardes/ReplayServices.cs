using FichierClient.Application;
using FichierClient.Application.Identity;
using FichierClient.Application.Rgpd;
using FichierClient.Application.Rgpd.Sauvegardes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace FichierClient.Web.Operations.Sauvegardes;

/// <summary>The use cases on another database, with this installation's keys, and with the keys of files that are in that database.</summary>
internal static class ReplayServices
{
    /// <param name="appConnection">The other database.</param>
    /// <param name="ownerConnection">The same as its owner.</param>
    /// <param name="program">Whose keys.</param>
    /// <param name="dossiers">Where keys and journal are: what is replayed may write there.</param>
    public static ServiceProvider On(string appConnection, string ownerConnection, IServiceProvider program, DossiersRgpd dossiers)
    {
        var services = new ServiceCollection();
        services.AddDbContext<AccountsDbContext>((provider, options) => options.UseAccountsDatabase(provider.GetRequiredService<NpgsqlDataSource>()));
        services.Configure<IdentityOptions>(AccountsDatabase.ConfigureStores).AddDataProtection().SetApplicationName("FichierClient").PersistKeysToDbContext<AccountsDbContext>();
        return services.AddSingleton(program.GetRequiredService<ILoggerFactory>()).AddLogging()
            .AddSingleton(_ => NpgsqlDataSource.Create(appConnection))
            .AddSingleton(program.GetRequiredService<TimeProvider>())
            .AddSingleton(dossiers)
            .AddSingleton(new Application.Exports.Organisation.ConnexionProprietaire(ownerConnection))
            .AddSingleton(program.GetRequiredService<ConservationSauvegardes>())
            .AddFichierClient()
            .BuildServiceProvider();
    }
}
