using FichierClient.Application.Identity;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Account;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace FichierClient.IntegrationTests.Account;

/// <summary>The whole program without a network, on a database of its own.</summary>
public class AccountProgram : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string Password = "un mot de passe assez long";

    private readonly string data = Directory.CreateTempSubdirectory("fichierclient-").FullName;
    private TestDatabase? database;

    /// <summary>Settings beyond the database, such as FICHIER_URL.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

    public TestDatabase Database => database ?? throw new InvalidOperationException("The program isn't started.");

    public virtual async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("FICHIER_DATABASE", Database.OwnerConnection)
            .UseSetting("FICHIER_DATABASE_APP", Database.AppConnection)
            .UseSetting("FICHIER_DATA", data)
            .UseSetting("FICHIER_DEMO", "false");
        foreach (var (key, value) in Settings) builder.UseSetting(key, value);
        // A cookie is checked at each request, so that a test needn't wait half a minute.
        builder.ConfigureTestServices(services => services.PostConfigure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.Zero));
    }

    /// <summary>Another person's browser.</summary>
    public FormBrowser Browse() => new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false }));

    public async Task<string> AddAccountAsync(Guid organisationId, string email, Role role = Role.Administrateur)
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountCreation>().EnsureMembreAsync(organisationId, email, "Camille Essai", role, Password);
        return email;
    }

    /// <summary>Works with accounts as the program does.</summary>
    public async Task<T> WithUsersAsync<T>(Func<UserManager<Utilisateur>, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<UserManager<Utilisateur>>());
    }

    /// <summary>The e-mails written for an address so far, once the sender had the time to.</summary>
    public async Task<IReadOnlyList<MimeKit.MimeMessage>> MailsToAsync(string email, int atLeast = 1)
    {
        var folder = Path.Combine(data, "mail");
        var found = new List<MimeKit.MimeMessage>();
        for (var attempt = 0; attempt < 100; attempt++)
        {
            found = Directory.Exists(folder)
                ? [.. Directory.GetFiles(folder, "*.eml", SearchOption.AllDirectories).OrderBy(Path.GetFileName, StringComparer.Ordinal).Select(f => MimeKit.MimeMessage.Load(f)).Where(m => m.To.Mailboxes.Any(t => t.Address == email))]
                : [];
            if (found.Count >= atLeast) break;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        return found;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (database is not null) await database.DisposeAsync();
        Directory.Delete(data, recursive: true);
        GC.SuppressFinalize(this);
    }
}
