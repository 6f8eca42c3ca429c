using FichierClient.Application;
using FichierClient.Application.Common.Fichiers;
using FichierClient.Application.Courriels;
using FichierClient.Application.Data;
using FichierClient.Application.Identity;
using FichierClient.Application.Rgpd;
using FichierClient.Domain.Organisations;
using FichierClient.Web.Courriels;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace FichierClient.IntegrationTests.Infrastructure;

/// <summary>
/// A migrated database of one test's own: <c>await using var db = await TestDatabase.CreateAsync();</c>. The use cases
/// work as the app's role, as in the web; <see cref="OwnerConnection"/> is for what only the owner may.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly TestServer server;
    private readonly ServiceProvider services;
    private readonly DirectoryInfo outside = Directory.CreateTempSubdirectory("fichierclient-");

    private TestDatabase(TestServer server, string name, DateTimeOffset now)
    {
        this.server = server;
        Name = name;
        Clock = new FakeTimeProvider(now);
        var collection = new ServiceCollection();
        // The program's keys, in this database: a file that was taken in here is read by a program that a test starts.
        collection.AddDbContext<AccountsDbContext>((provider, options) => options.UseAccountsDatabase(provider.GetRequiredService<NpgsqlDataSource>()));
        collection.Configure<IdentityOptions>(AccountsDatabase.ConfigureStores)
            .AddDataProtection().SetApplicationName("FichierClient").PersistKeysToDbContext<AccountsDbContext>();
        services = collection
            .AddLogging()
            .AddSingleton(_ => NpgsqlDataSource.Create(AppConnection))
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(Dossiers)
            .AddSingleton(new DossierCourriels(Mails, CourrielLecture.Read))
            .AddSingleton<DepliageCourriel>(CourrielLecture.Unfold)
            .AddFichierClient()
            .BuildServiceProvider();
    }

    public string Name { get; }

    /// <summary>
    /// Stands at the real now unless the test said otherwise, and moves only when the test moves it. To the microsecond, as PostgreSQL keeps an
    /// instant: what is stamped twice then carries the same one, always and not once in ten runs.
    /// </summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>The day of <see cref="Clock"/> in an organisation of a test (Europe/Paris): by UTC it would be yesterday's for an hour or two each night.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(Clock.GetUtcNow(), "Europe/Paris").DateTime);

    /// <summary>Where a program on this database writes e-mails while it has no mail server.</summary>
    public string Mails => Path.Combine(outside.FullName, "mail");

    /// <summary>Keys and journal of this database: a program that a test starts on it must be given the same (FICHIER_SECRETS, FICHIER_JOURNAL).</summary>
    public DossiersRgpd Dossiers => new(Path.Combine(outside.FullName, "secrets"), Path.Combine(outside.FullName, "journal"));

    public string AppConnection => server.App(Name);

    public string OwnerConnection => server.Owner(Name);

    /// <summary>Superuser: only to break things on purpose.</summary>
    public string AdministratorConnection => server.Administrator(Name);

    public AppDbContextFactory Contexts => Get<AppDbContextFactory>();

    /// <param name="now">The instant at which <see cref="Clock"/> stands; the real now by default.</param>
    /// <param name="empty">Without the schema.</param>
    public static async Task<TestDatabase> CreateAsync(DateTimeOffset? now = null, bool empty = false)
    {
        var server = await TestServer.GetAsync();
        return new TestDatabase(server, await server.CreateAsync(empty), now ?? ToMicrosecond(DateTimeOffset.UtcNow));
    }

    private static DateTimeOffset ToMicrosecond(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));

    /// <summary>A use case or another service of the application, with its real dependencies.</summary>
    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public object Get(Type service) => services.GetRequiredService(service);

    /// <summary>An organisation with one member per role, its name taken from the slug.</summary>
    public async Task<TestOrganisation> AddOrganisationAsync(string slug = "essai")
    {
        var organisation = new Organisation(slug, $"Organisation {slug}", Clock.GetUtcNow());
        var membres = Enum.GetValues<Role>().ToDictionary(role => role, role => new Membre(
            organisation.Id, Guid.CreateVersion7(), $"Membre {role}", $"{role}@{slug}.test".ToLowerInvariant(), role, Clock.GetUtcNow()));
        await using var db = OpenAsOwner(organisation.Id);
        db.Add(organisation);
        await db.SaveChangesAsync();
        db.AddRange(membres.Values);
        await db.SaveChangesAsync();
        return new TestOrganisation(organisation.Id, slug, membres.ToDictionary(m => m.Key, m => m.Value.Id), membres.ToDictionary(m => m.Key, m => m.Value.UtilisateurId));
    }

    /// <summary>A context that row-level security doesn't limit, without history: for arranging, never for what is tested.</summary>
    public AppDbContext OpenAsOwner(Guid tenantId) => new(
        new DbContextOptionsBuilder<AppDbContext>().UseNpgsql(OwnerConnection).UseSnakeCaseNamingConvention().Options, tenantId, null);

    /// <summary>One value by SQL as the owner.</summary>
    public async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(OwnerConnection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>Until a connection to this database waits for a lock, or the work that should wait for it has ended: asked again and again, nothing else tells.</summary>
    public async Task WaitForLockAsync(Task work)
    {
        while (!work.IsCompleted && await ScalarAsync<long>(
            "select count(*) from pg_locks l join pg_stat_activity a using (pid) where a.datname = current_database() and not l.granted") == 0)
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        foreach (var connectionString in new[] { AppConnection, OwnerConnection })
        {
            await using var pool = new NpgsqlConnection(connectionString);
            NpgsqlConnection.ClearPool(pool);
        }

        await server.DropAsync(Name);
        outside.Delete(recursive: true);
    }
}
