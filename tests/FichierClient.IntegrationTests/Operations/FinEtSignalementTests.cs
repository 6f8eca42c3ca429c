using FichierClient.Application.Exports.Organisation;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Operations;

namespace FichierClient.IntegrationTests.Operations;

/// <summary>The end of an organisation and a breach at the host, as the operator types them, wrongly too.</summary>
public sealed class FinEtSignalementTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fichierclient-");
    private TestDatabase db = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_end_that_can_not_be_done_changes_nothing_and_one_that_is_done_leaves_a_certificate_for_its_operator_alone()
    {
        var (ours, _) = (await db.AddOrganisationAsync("acme"), await db.AddOrganisationAsync("voisin"));
        var file = Path.Combine(folder.FullName, "fichier");
        await File.WriteAllTextAsync(file, "", Token);
        var (to, again) = (Path.Combine(folder.FullName, "fin"), Path.Combine(folder.FullName, "encore"));
        async Task<int> EndAsync(string slug, string place, string confirm) => (await RunAsync("end-organisation", "--slug", slug, "--to", place, "--confirm", confirm)).ExitCode;

        Assert.Equal((ExitCodes.Refused, ExitCodes.Usage, ExitCodes.Usage), (await EndAsync("inconnue", to, "inconnue"), await EndAsync("acme", to, "ACME"), await EndAsync("acme", file, "acme")));
        Assert.False(Directory.Exists(to));
        Assert.Equal(2L, await db.ScalarAsync<long>("select count(*) from organisations"));

        Assert.Equal((ExitCodes.Done, ExitCodes.Refused), (await EndAsync("acme", to, "acme"), await EndAsync("acme", again, "acme")));

        Assert.Equal("voisin", await db.ScalarAsync<string>("select string_agg(slug, ' ') from organisations"));
        var proof = Path.Combine(to, "fin-acme.json");
        Assert.True(FinFichier.Verify(await File.ReadAllTextAsync(proof, Token), null, out var said));
        Assert.Equal(ours.Id, said!.Organisation);
        Assert.False(Directory.Exists(again));
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(proof));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(to, "acme.zip")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(to));
    }

    [Fact]
    public async Task What_was_written_since_leaves_no_half_file_and_the_organisation()
    {
        await db.AddOrganisationAsync("acme");
        await using (var owner = new Npgsql.NpgsqlConnection(db.AdministratorConnection))
        {
            await owner.OpenAsync(Token);
            await Isolation.SqlRows.ExecuteAsync(owner, """
                create function tard() returns trigger language plpgsql security definer as $$ begin
                    insert into modifications (tenant_id, id, sujet, sujet_id, champ, fait_le) select id, gen_random_uuid(), 'Entreprise', gen_random_uuid(), 'Nom', now() from organisations;
                    return null; end $$;
                create trigger tard before delete on modifications for each statement execute function tard();
                """);
        }

        var to = Path.Combine(folder.FullName, "fin");
        Assert.Equal(ExitCodes.Refused, (await RunAsync("end-organisation", "--slug", "acme", "--to", to, "--confirm", "acme")).ExitCode);

        Assert.Empty(Directory.GetFiles(to));
        Assert.Equal(1L, await db.ScalarAsync<long>("select count(*) from organisations"));
    }

    [Fact]
    public async Task A_breach_that_can_not_be_entered_tells_nobody_and_one_that_can_tells_once()
    {
        await db.AddOrganisationAsync("acme");
        Task<(int ExitCode, string Output, string Errors)> TellAsync(string incident, params string[] more) => RunAsync(["notify-breach", "--incident", incident, "--title", "Disque volé", "--text", "Un disque a été volé.", "--host", "Hébergeur", .. more]);

        Assert.Equal((ExitCodes.Usage, ExitCodes.Refused, ExitCodes.Usage, ExitCodes.Usage),
            ((await TellAsync("INC-1")).ExitCode, (await TellAsync("INC-1", "--slug", "acme", "--slug", "inconnue")).ExitCode, (await TellAsync(new string('x', 201), "--all")).ExitCode, (await TellAsync("INC-1", "--all", "--since", "2999-01-01T00:00:00Z")).ExitCode));
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from violations"));

        Assert.Equal((ExitCodes.Done, ExitCodes.Done), ((await TellAsync("INC-1", "--all")).ExitCode, (await TellAsync("INC-1", "--slug", "acme")).ExitCode));
        Assert.Equal((1L, 1L), (await db.ScalarAsync<long>("select count(*) from violations"), await db.ScalarAsync<long>("select count(*) from courriels")));
    }

    public async ValueTask InitializeAsync() => db = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await db.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => ProgramProcess.RunAsync(folder.FullName,
        [.. arguments, $"--FICHIER_DATABASE={db.OwnerConnection}", $"--FICHIER_DATABASE_APP={db.AppConnection}", $"--FICHIER_SECRETS={db.Dossiers.Secrets}", $"--FICHIER_JOURNAL={db.Dossiers.Journal}"]);
}
