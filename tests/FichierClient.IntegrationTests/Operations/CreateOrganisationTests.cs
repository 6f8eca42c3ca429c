using System.Text.Json;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Operations;

namespace FichierClient.IntegrationTests.Operations;

public sealed class CreateOrganisationTests
{
    [Fact]
    public async Task It_makes_the_organisation_and_hands_over_a_link_for_its_administrator()
    {
        await using var database = await TestDatabase.CreateAsync();

        var (exitCode, output, _) = await RunAsync(database, "--slug", "acme", "--nom", "Acmé & fils", "--admin-email", "Jeanne@acme.fr", "--json");

        Assert.Equal(ExitCodes.Done, exitCode);
        var answer = JsonDocument.Parse(output).RootElement;
        Assert.Equal("Acmé & fils", answer.GetProperty("nom").GetString());
        Assert.Contains("/Account/ResetPassword?email=jeanne@acme.fr&code=", answer.GetProperty("passwordLink").GetString(), StringComparison.Ordinal);
        Assert.Equal(answer.GetProperty("id").GetGuid(), await database.ScalarAsync<Guid>("select id from organisations where slug = 'acme'"));
        Assert.Equal("Administrateur", await database.ScalarAsync<string>("select role from membres where email = 'jeanne@acme.fr'"));
    }

    [Fact]
    public async Task A_slug_that_is_taken_is_refused_and_changes_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.AddOrganisationAsync("acme");

        var (exitCode, output, errors) = await RunAsync(database, "--slug", "acme", "--nom", "Autre", "--admin-email", "a@b.fr", "--json");

        Assert.Equal(ExitCodes.Refused, exitCode);
        Assert.Empty(output);
        Assert.Contains("acme", errors, StringComparison.Ordinal);
        Assert.Equal(1L, await database.ScalarAsync<long>("select count(*) from organisations"));
        Assert.Equal(0L, await database.ScalarAsync<long>("select count(*) from comptes.utilisateurs"));
    }

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(TestDatabase database, params string[] arguments) =>
        ProgramProcess.RunAsync(
            Path.GetTempPath(),
            ["create-organisation", .. arguments, $"--FICHIER_DATABASE={database.OwnerConnection}", $"--FICHIER_DATABASE_APP={database.AppConnection}"]);
}
