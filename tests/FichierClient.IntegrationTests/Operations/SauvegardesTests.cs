using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Application.Rgpd.Limitations;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Application.Rgpd.Sauvegardes;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Effacements;
using FichierClient.Domain.Rgpd.Oppositions;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Rgpd.Connecteurs;
using FichierClient.Web.Operations;
using FichierClient.Web.Operations.Database;
using FichierClient.Web.Operations.Sauvegardes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace FichierClient.IntegrationTests.Operations;

/// <summary>Backup, restore and what follows, as the operator does it: with real programs on a database of their own.</summary>
public sealed class SauvegardesTests
{
    private const string Jeanne = "jeanne.zyxwvut@exemple.test";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restored_database_stays_closed_until_the_journal_is_replayed()
    {
        await using var place = await EmbeddedDatabase.CreateAsync();
        var data = place.Data.Path;
        var tenant = await CreateOrganisationAsync(data);
        var contact = await InAsync(place, tenant, (_, db) => AddJeanneAsync(db));
        var backup = await AnswerAsync(data, ExitCodes.Done, "backup", "--json");
        var file = backup.GetProperty("file").GetString()!;
        AssertSecret(file);
        await InAsync(place, tenant, async (services, db) => await services.GetRequiredService<InscriptionOpposition>().AddAsync(
            db, [IdentifiantPersonne.Email(Jeanne)], Opposition.Email, NatureOpposition.Opposition, "Courrier", Token));
        await InAsync(place, tenant, (services, db) => RestrictAsync(services.GetRequiredService<JournalLimitations>(), db, contact));

        // A database with people in it isn't replaced by mistake.
        Assert.Equal(ExitCodes.Refused, (await ProgramProcess.RunAsync(data, "restore", file)).ExitCode);
        var restored = await AnswerAsync(data, ExitCodes.Done, "restore", file, "--force", "--json");
        Assert.StartsWith("fichierclient_avant_", restored.GetProperty("kept").GetString(), StringComparison.Ordinal);
        var (exitCode, _, errors) = await ProgramProcess.RunAsync(data, "verify", "--organisation", "essai");
        Assert.Equal(ExitCodes.Refused, exitCode);
        Assert.Contains("lacks 2 entries", errors, StringComparison.Ordinal);

        await AssertOpensAfterReplayAsync(place);
        Assert.Equal((int)Opposition.Email, await InAsync(place, tenant, async (_, db) => (int)(await db.Contacts.FindAsync([tenant, contact], Token))!.Oppositions));
        Assert.True(await InAsync(place, tenant, async (_, db) => (await db.Contacts.FindAsync([tenant, contact], Token))!.EstLimitee));
        Assert.Equal(ExitCodes.Done, (await ProgramProcess.RunAsync(data, "verify", "--organisation", "essai")).ExitCode);
    }

    [Fact]
    public async Task Who_was_erased_since_the_backup_is_gone_before_the_program_opens()
    {
        await using var place = await EmbeddedDatabase.CreateAsync();
        var data = place.Data.Path;
        var tenant = await CreateOrganisationAsync(data);
        var jeanne = await InAsync(place, tenant, (_, db) => AddJeanneAsync(db));
        var known = await InAsync(place, tenant, (_, db) => ConnecteurHarness.ConnectAsync(db, jeanne));
        var file = (await AnswerAsync(data, ExitCodes.Done, "backup", "--json")).GetProperty("file").GetString()!;
        await InAsync(place, tenant, async (services, db) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Token);
            var print = Convert.ToBase64String(services.GetRequiredService<Empreintes>().Of(tenant, Identifiants.Email, Jeanne));
            await services.GetRequiredService<JournalEtat>().AppendAsync(db, new EntreeJournal(
                0, EntreeJournal.NatureEffacement, tenant, Guid.CreateVersion7(), nameof(Contact), jeanne, [jeanne], [print], Empreintes.CleVersion, TimeProvider.System.GetUtcNow(), null, [], null,
                // One key that the backup knows, and one that was given after it.
                Cles: [known, known with { Cle = ClePseudonyme.Random128() }]), Token);
            await transaction.CommitAsync(Token);
            return true;
        });

        await AnswerAsync(data, ExitCodes.Done, "restore", file, "--force", "--json");
        await AssertOpensAfterReplayAsync(place);
        Assert.Equal((0, 2), await InAsync(place, tenant, async (_, db) => (await db.ClesPseudonymes.CountAsync(Token), await db.ClesMortes.CountAsync(k => k.SystemeId == known.SystemeId, Token))));

        Assert.True(await InAsync(place, tenant, async (_, db) => await db.Contacts.FindAsync([tenant, jeanne], Token) is null));
        await using var embedded = await place.StartAsync();
        Assert.Equal(0L, await ScalarAsync(BackupRole.On(embedded.Administrator, DatabaseRoles.DatabaseName),
            "select count(*) from contact_emails where adresse like '%zyxwvut%'"));
        Assert.Equal(0L, await ScalarAsync(BackupRole.On(embedded.Administrator, DatabaseRoles.DatabaseName), "select count(*) from modifications where coalesce(ancien, '') || coalesce(nouveau, '') ilike '%zyxwvut%'"));
    }

    [Fact]
    public async Task A_drill_restores_the_oldest_backup_aside_and_is_recorded()
    {
        await using var place = await EmbeddedDatabase.CreateAsync();
        var data = place.Data.Path;
        var tenant = await CreateOrganisationAsync(data);
        var jeanne = await InAsync(place, tenant, (_, db) => AddJeanneAsync(db));
        Assert.Equal(ExitCodes.Refused, (await ProgramProcess.RunAsync(data, "restore-drill")).ExitCode);
        var first = (await AnswerAsync(data, ExitCodes.Done, "backup", "--json")).GetProperty("file").GetString();
        Assert.Equal(FinEffacement.Termine, await InAsync(place, tenant, (services, db) => EraseAsync(services, db, jeanne)));
        await AnswerAsync(data, ExitCodes.Done, "backup", "--json");
        var journal = Directory.GetFiles(place.Data.File("journal"));
        Assert.Equal(2, (await AnswerAsync(data, ExitCodes.Done, "backup", "--list", "--json")).GetProperty("backups").GetArrayLength());

        var drill = await AnswerAsync(data, ExitCodes.Done, "restore-drill", "--json");

        Assert.Equal((first, true), (drill.GetProperty("file").GetString(), drill.GetProperty("succeeded").GetBoolean()));
        // The erasure, the prints that refuse her return, and what the replay writes of them itself.
        var replayed = drill.GetProperty("replayed").GetInt32();
        Assert.InRange(replayed, 2, 3);
        // The real journal is as it was, and so the real database isn't behind it.
        Assert.Equal(journal.Order(), Directory.GetFiles(place.Data.File("journal")).Order());
        await AnswerAsync(data, ExitCodes.Done, "backup", "--json");

        // An entry that can't be done again: the drill fails, and that is recorded too.
        await InAsync(place, tenant, async (services, db) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Token);
            await services.GetRequiredService<JournalEtat>().AppendAsync(db, new EntreeJournal(
                0, EntreeJournal.NatureEffacement, tenant, Guid.CreateVersion7(), "", Guid.CreateVersion7(), [], [], Empreintes.CleVersion, TimeProvider.System.GetUtcNow(), null, [], null), Token);
            await transaction.CommitAsync(Token);
            return true;
        });
        Assert.Equal(ExitCodes.Failed, (await ProgramProcess.RunAsync(data, "restore-drill")).ExitCode);
        await using var embedded = await place.StartAsync();
        Assert.Equal(1L, await ScalarAsync(embedded.Connections.App, $"select count(*) from exercices_restauration where reussi and entrees_rejouees = {replayed} and traces_trouvees = 0"));
        Assert.Equal(1L, await ScalarAsync(embedded.Connections.App, "select count(*) from exercices_restauration where not reussi"));
        Assert.Equal(0L, await ScalarAsync(embedded.Connections.App, "select count(*) from pg_database where datname like '%exercice%'"));
    }

    [Fact]
    public async Task A_damaged_backup_and_a_lost_journal_are_told_and_change_nothing()
    {
        await using var place = await EmbeddedDatabase.CreateAsync();
        var data = place.Data.Path;
        var tenant = await CreateOrganisationAsync(data);
        var file = (await AnswerAsync(data, ExitCodes.Done, "backup", "--json")).GetProperty("file").GetString()!;
        var bytes = await File.ReadAllBytesAsync(file, Token);
        bytes[^10] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Token);
        var (exitCode, _, errors) = await ProgramProcess.RunAsync(data, "restore", file, "--force");
        Assert.Equal(ExitCodes.Refused, exitCode);
        Assert.Contains("damaged", errors, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Done, (await ProgramProcess.RunAsync(data, "verify", "--organisation", "essai")).ExitCode);

        await InAsync(place, tenant, async (services, db) => await services.GetRequiredService<InscriptionOpposition>().AddAsync(
            db, [IdentifiantPersonne.Email(Jeanne)], Opposition.Email, NatureOpposition.Opposition, "Courrier", Token));
        var journal = place.Data.File("journal");
        Directory.Move(journal, journal + ".perdu");
        (exitCode, _, errors) = await ProgramProcess.RunAsync(data, "verify", "--organisation", "essai");
        Assert.Equal(ExitCodes.Refused, exitCode);
        Assert.Contains("put back the copy of the journal", errors, StringComparison.Ordinal);
        Directory.Move(journal + ".perdu", journal);
        Directory.Delete(place.Data.File("secrets"), recursive: true);
        (exitCode, _, errors) = await ProgramProcess.RunAsync(data, "verify", "--organisation", "essai");
        Assert.Equal(ExitCodes.Refused, exitCode);
        Assert.Contains("keys", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_alone_is_told_that_it_does_not_see_all_rows()
    {
        await using var database = await TestDatabase.CreateAsync();
        var folder = Directory.CreateTempSubdirectory("fichierclient-");

        var (exitCode, _, errors) = await ProgramProcess.RunAsync(
            folder.FullName, "backup", $"--FICHIER_DATABASE={database.OwnerConnection}", $"--FICHIER_DATABASE_APP={database.AppConnection}");

        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("FICHIER_BACKUP_DATABASE", errors, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static async Task<bool> RestrictAsync(JournalLimitations limitations, AppDbContext db, Guid contact)
    {
        var now = TimeProvider.System.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        await using var transaction = await db.Database.BeginTransactionAsync(Token);
        var demande = new DemandeDroit(db.TenantId, 1, new DemandeRecue(today, CanalDemande.Courriel, new Demandeur("J. Z.", null, null), [DroitDemande.Limitation]), null, new Calendrier(now, today, _ => false));
        var fiche = (await db.Contacts.FindAsync([db.TenantId, contact], Token))!;
        db.Add(demande);
        fiche.Restrict(now);
        await limitations.SaveAsync(db, demande, [fiche], Token);
        await transaction.CommitAsync(Token);
        return true;
    }

    /// <summary>While the replay waits for a lock of ours, the page answers; then the program does, on the same port.</summary>
    private static async Task AssertOpensAfterReplayAsync(EmbeddedDatabase place)
    {
        await using var embedded = await place.StartAsync();
        await using var holder = new NpgsqlConnection(BackupRole.On(embedded.Administrator, DatabaseRoles.DatabaseName));
        await holder.OpenAsync(Token);
        await using var transaction = await holder.BeginTransactionAsync(Token);
        await using (var hold = new NpgsqlCommand("lock table oppositions in access exclusive mode", holder, transaction)) await hold.ExecuteNonQueryAsync(Token);
        var address = new Uri($"http://localhost:{FreePort()}");
        using var program = ProgramProcess.Start(place.Data.Path, "serve", "--port", address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--FICHIER_DEMO=false");
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };

        var closed = await AskAsync(client, "/entreprises");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (closed.StatusCode, closed.Headers.RetryAfter is not null));
        Assert.Contains("revient bientôt", await closed.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(client, "/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync(client, "/health/ready")).StatusCode);

        await transaction.CommitAsync(Token);
        HttpResponseMessage ready;
        do ready = await AskAsync(client, "/health/ready");
        while (ready.StatusCode != HttpStatusCode.OK);
        Assert.Equal(ExitCodes.Done, await program.InterruptAsync());
    }

    /// <summary>Asks until somebody answers; the test's own time is the limit.</summary>
    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, string path)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await client.GetAsync(new Uri(path, UriKind.Relative), Token);
            }
            catch (HttpRequestException) when (attempt < 600)
            {
                // The program doesn't listen yet: another process has nothing to wait on but its port.
                await Task.Delay(100, Token);
            }
        }
    }

    private static async Task<Guid> AddJeanneAsync(AppDbContext db)
    {
        var person = new Contact(db.TenantId, null, "Jeanne", "Zyxwvut");
        person.ReplaceEmails([new AdresseEmail(Jeanne)]);
        db.Add(person);
        await db.SaveChangesAsync(Token);
        return person.Id;
    }

    /// <summary>As the program does, from the plan to the certificate.</summary>
    private static async Task<FinEffacement> EraseAsync(IServiceProvider services, AppDbContext db, Guid contact)
    {
        var effacement = (await services.GetRequiredService<PreparationEffacement>().NewAsync(db, Sujet.Contact, contact, Fondement.Opposition, Token))!;
        effacement.Resume(TimeProvider.System.GetUtcNow());
        await db.SaveChangesAsync(Token);
        return await services.GetRequiredService<ExecutionEffacement>().RunAsync(db.TenantId, effacement.Id, Token);
    }

    private static void AssertSecret(string file)
    {
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, EmbeddedDatabase.ModeOf(file));
        var bytes = File.ReadAllBytes(file);
        Assert.Equal(-1, bytes.AsSpan().IndexOf("PGDMP"u8));
        Assert.Equal(-1, bytes.AsSpan().IndexOf("zyxwvut"u8));
    }

    private static async Task<Guid> CreateOrganisationAsync(string data) =>
        (await AnswerAsync(data, ExitCodes.Done, "create-organisation", "--slug", "essai", "--nom", "Essai", "--json")).GetProperty("id").GetGuid();

    private static async Task<JsonElement> AnswerAsync(string data, int expected, params string[] arguments)
    {
        var (exitCode, output, errors) = await ProgramProcess.RunAsync(data, arguments);
        Assert.True(exitCode == expected, $"{string.Join(' ', arguments)}: {exitCode}\n{output}{errors}");
        return JsonDocument.Parse(output).RootElement;
    }

    /// <summary>Works on the program's database as its use cases do, with its keys and its journal, while no program runs.</summary>
    private static async Task<T> InAsync<T>(EmbeddedDatabase place, Guid tenant, Func<IServiceProvider, AppDbContext, Task<T>> work)
    {
        await using var embedded = await place.StartAsync();
        await using var program = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton(new ConservationSauvegardes(30))
            .AddSingleton(new DossiersRgpd(place.Data.File("secrets"), place.Data.File("journal"))).BuildServiceProvider();
        await using var services = ReplayServices.On(embedded.Connections.App, embedded.Connections.RequireOwner(), program, program.GetRequiredService<DossiersRgpd>());
        await using var db = services.GetRequiredService<AppDbContextFactory>().Open(tenant);
        return await work(services, db);
    }

    private static async Task<long> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
