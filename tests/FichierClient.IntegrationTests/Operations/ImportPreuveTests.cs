using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Operations;

namespace FichierClient.IntegrationTests.Operations;

/// <summary>The command asks for what the page asks for before data of others are read (rgpd.md 3.3).</summary>
public sealed class ImportPreuveTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Data_of_a_third_party_need_their_contract_or_proof_on_the_command_line_too_and_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.AddOrganisationAsync();
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(file, "Raison sociale;Ville\nAlpha;Lyon\n", Token);
        Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] more) => ProgramProcess.RunAsync(Path.GetTempPath(),
            ["import", "--organisation", "essai", "--kind", "entreprises", "--file", file, "--source", "Fichier Zéphyr", "--base-legale", "interet-legitime", "--partie", "tiers", .. more, "--json", $"--FICHIER_DATABASE={database.OwnerConnection}", $"--FICHIER_DATABASE_APP={database.AppConnection}"]);

        var without = await RunAsync();
        Assert.Equal((ExitCodes.Refused, 0L), (without.ExitCode, await database.ScalarAsync<long>("select (select count(*) from imports) + (select count(*) from entreprises)")));
        Assert.Contains("--preuve", without.Output + without.Errors, StringComparison.Ordinal);

        Assert.Equal(ExitCodes.Done, (await RunAsync("--preuve", "Contrat Zéphyr du 3 mars")).ExitCode);
        Assert.Equal("Contrat Zéphyr du 3 mars", await database.ScalarAsync<string>("select preuve_collecte from sources where nom = 'Fichier Zéphyr' and partie = 'Tiers'"));
        Assert.Equal(ExitCodes.Done, (await RunAsync()).ExitCode);
        File.Delete(file);
    }
}
