using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Serilog.Core;

namespace FichierClient.BrowserTests.Infrastructure;

/// <summary>The program in this process, listening on a free port, on a database of its own. Share one among the tests of a class.</summary>
public sealed class WebProgram : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("fichierclient-").FullName;
    private TestDatabase? database;
    private AnnuaireServeur? annuaire;

    public TestDatabase Database => database ?? throw new InvalidOperationException("The program isn't started.");

    /// <summary>The directory of companies that the program may ask.</summary>
    public AnnuaireServeur Annuaire => annuaire ?? throw new InvalidOperationException("The program isn't started.");

    /// <summary>By name, never by number: passkeys refuse an IP address.</summary>
    public Uri Address => new($"http://localhost:{ClientOptions.BaseAddress.Port}");

    public CollectedLogs Logs { get; } = new();

    /// <summary>Where the program writes its mail (FICHIER_DATA).</summary>
    public string DataFolder => data;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        annuaire = await AnnuaireServeur.StartAsync();
        UseKestrel(0);
        StartServer();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseSetting("FICHIER_DATABASE", Database.OwnerConnection)
        .UseSetting("FICHIER_DATABASE_APP", Database.AppConnection)
        .UseSetting("FICHIER_DATA", data)
        .UseSetting("FICHIER_SECRETS", Database.Dossiers.Secrets)
        .UseSetting("FICHIER_JOURNAL", Database.Dossiers.Journal)
        .UseSetting("FICHIER_ANNUAIRE_URL", Annuaire.Adresse.ToString())
        .UseSetting("FICHIER_DEMO", "true")

        // A circuit logs little by itself; at this level its ids can be seen.
        // The parent is set too: the factory would hand it over as an empty text, which is no level.
        .UseSetting("Serilog:MinimumLevel", "Information")
        .UseSetting("Serilog:MinimumLevel:Override:Microsoft.AspNetCore.Components.Server.Circuits.RemoteRenderer", "Debug")
        .ConfigureServices(services => services.RemoveAll<ILogEventSink>().AddSingleton<ILogEventSink>(Logs));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (annuaire is not null) await annuaire.DisposeAsync();
        if (database is not null)
        {
            await database.DisposeAsync();
        }

        Directory.Delete(data, recursive: true);
    }
}
