using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Operations;

namespace FichierClient.IntegrationTests.Operations;

/// <summary>The command asks for what the page asks for before data of others are read (rgpd.md 3.3), and says what it takes one way unasked.</summary>
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

    [Fact]
    public async Task An_amount_of_which_nothing_says_the_tax_is_taken_without_it_and_that_is_said()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.AddOrganisationAsync();
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(file, "Société;Date de facture;Montant\nAlpha;03/02/2026;100\n", Token);

        var done = await ProgramProcess.RunAsync(Path.GetTempPath(),
            ["import", "--organisation", "essai", "--kind", "mixed", "--file", file, "--source", "Excel", "--base-legale", "interet-legitime", "--json", $"--FICHIER_DATABASE={database.OwnerConnection}", $"--FICHIER_DATABASE_APP={database.AppConnection}"]);

        Assert.Equal((ExitCodes.Done, 100m), (done.ExitCode, await database.ScalarAsync<decimal>("select total_ht from ventes")));
        Assert.Contains("lu hors taxes", System.Text.Json.JsonDocument.Parse(done.Output).RootElement.GetProperty("assumed")[0].GetString(), StringComparison.Ordinal);
        File.Delete(file);
    }
}
