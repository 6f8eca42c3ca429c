using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace FichierClient.BrowserTests.Infrastructure;

/// <summary>The program in this process, listening on a free port, on a database of its own. Share one among the tests of a class.</summary>
public sealed class WebProgram : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("fichierclient-").FullName;
    private TestDatabase? database;

    public TestDatabase Database => database ?? throw new InvalidOperationException("The program isn't started.");

    /// <summary>By name, never by number: passkeys refuse an IP address.</summary>
    public Uri Address => new($"http://localhost:{ClientOptions.BaseAddress.Port}");

    /// <summary>Where the program writes its mail (FICHIER_DATA).</summary>
    public string DataFolder => data;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        UseKestrel(0);
        StartServer();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseSetting("FICHIER_DATABASE", Database.OwnerConnection)
        .UseSetting("FICHIER_DATABASE_APP", Database.AppConnection)
        .UseSetting("FICHIER_DATA", data)
        .UseSetting("FICHIER_DEMO", "true");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (database is not null)
        {
            await database.DisposeAsync();
        }

        Directory.Delete(data, recursive: true);
    }
}
