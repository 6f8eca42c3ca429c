using System.Net;
using System.Text.Json;
using FichierClient.IntegrationTests.Account;
using FichierClient.Web.Operations;
using Npgsql;

namespace FichierClient.IntegrationTests.Operations;

public sealed class ProgramTests
{
    [Fact]
    public async Task Ctrl_C_stops_the_web_and_its_database()
    {
        await using var database = await EmbeddedDatabase.CreateAsync();
        using var program = await ProgramProcess.ServeAsync(database.Data.Path);
        using var http = new HttpClient { BaseAddress = program.Address };
        Assert.Equal("localhost", program.Address.Host);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);

        Assert.Equal(ExitCodes.Done, await program.InterruptAsync());
        Assert.Null(await database.ServerAsync());
    }

    [Fact]
    public async Task A_form_of_more_than_two_megabytes_is_refused()
    {
        await using var database = await EmbeddedDatabase.CreateAsync();
        using var program = await ProgramProcess.ServeAsync(database.Data.Path);
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = program.Address };

        Assert.Equal(HttpStatusCode.OK, await SubmitAsync(100 * 1024));
        Assert.Equal(HttpStatusCode.BadRequest, await SubmitAsync(3 * 1024 * 1024));
        await program.InterruptAsync();

        async Task<HttpStatusCode> SubmitAsync(int size) => (await new FormBrowser(http).SubmitAsync(
            "/Account/Login", "login", ("Email", "personne@essai.test"), ("Password", "x"), ("Rest", new string('x', size)))).StatusCode;
    }

    [Fact]
    public async Task A_first_start_in_demo_mode_tells_the_accounts_of_a_filled_organisation()
    {
        await using var database = await EmbeddedDatabase.CreateAsync();
        using var program = await ProgramProcess.ServeAsync(database.Data.Path, demo: true);

        Assert.Equal(5, program.Answer.GetProperty("accounts").GetArrayLength());
        await using (var embedded = await database.StartAsync())
        await using (var owner = new NpgsqlConnection(embedded.Connections.Owner))
        {
            await owner.OpenAsync(TestContext.Current.CancellationToken);
            await using var count = new NpgsqlCommand(
                "select count(distinct e.tenant_id) from organisations o join entreprises e on e.tenant_id = o.id where o.slug = 'demo' and o.est_demo", owner);
            Assert.Equal(1L, await count.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        }

        await program.InterruptAsync();
    }

    [Fact]
    public async Task After_a_kill_the_next_program_adopts_the_database_that_still_runs()
    {
        await using var database = await EmbeddedDatabase.CreateAsync();
        using var killed = await ProgramProcess.ServeAsync(database.Data.Path);
        var server = await database.ServerAsync();
        await killed.KillAsync();
        Assert.Equal(server, await database.ServerAsync());

        using var next = await ProgramProcess.ServeAsync(database.Data.Path);

        Assert.Equal(server, await database.ServerAsync());
        await next.InterruptAsync();
        Assert.Null(await database.ServerAsync());
    }

    [Fact]
    public async Task Two_commands_beside_the_web_use_its_database_and_leave_it_running()
    {
        await using var database = await EmbeddedDatabase.CreateAsync();
        using var web = await ProgramProcess.ServeAsync(database.Data.Path);
        var server = await database.ServerAsync();

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => ProgramProcess.RunAsync(database.Data.Path, "migrate", "--json")));

        Assert.All(both, command => Assert.Equal(ExitCodes.Done, command.ExitCode));
        Assert.Equal(server, await database.ServerAsync());
        await web.InterruptAsync();
        Assert.Null(await database.ServerAsync());
    }

    [Fact]
    public async Task Two_commands_at_once_without_a_web_start_one_database_and_stop_it()
    {
        await using var database = await EmbeddedDatabase.CreateAsync();

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => ProgramProcess.RunAsync(database.Data.Path, "migrate", "--json")));

        Assert.All(both, command => Assert.Equal(ExitCodes.Done, command.ExitCode));
        var applied = both.Select(command => JsonDocument.Parse(command.Output).RootElement.GetProperty("applied").GetArrayLength()).Order().ToList();
        Assert.Equal(0, applied[0]);
        Assert.NotEqual(0, applied[1]);
        Assert.Null(await database.ServerAsync());
    }

    [Fact]
    public async Task A_typing_error_is_refused_before_anything_starts()
    {
        var data = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));

        var (exitCode, output, errors) = await ProgramProcess.RunAsync(data, "migrate", "--jsn");

        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Empty(output);
        Assert.Contains("--jsn", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
    }
}
