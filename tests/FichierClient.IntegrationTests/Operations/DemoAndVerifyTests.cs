using System.Text.Json;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Operations;

namespace FichierClient.IntegrationTests.Operations;

/// <summary>The commands that fill an organisation and check its figures, as a script calls them.</summary>
public sealed class DemoAndVerifyTests
{
    [Fact]
    public async Task The_same_seed_makes_the_same_file_and_its_figures_equal_the_ledger()
    {
        await using var database = await TestDatabase.CreateAsync();
        foreach (var slug in new[] { "une", "deux" }) await FillAsync(database, slug, seed: 7);
        await FillAsync(database, "autre", seed: 8);

        var une = await VerifyAsync(database, "une", ExitCodes.Done);

        Assert.Equal(40, une.GetProperty("entreprises").GetInt32());
        Assert.Equal(60, une.GetProperty("contacts").GetInt32());
        Assert.Empty(une.GetProperty("differences").EnumerateArray());
        Assert.Equal(0L, await database.ScalarAsync<long>("select count(*) from contacts where (civilite, prenom) in (('Monsieur', 'Agnès'), ('Monsieur', 'Marie'), ('Monsieur', 'Léa'), ('Monsieur', 'Zoé'), ('Monsieur', 'Sophie'), ('Madame', 'Jean'), ('Madame', 'Karim'), ('Madame', 'Hugo'), ('Madame', 'Olivier'), ('Madame', 'Pierre'))"));
        Assert.Equal(Money(une), Money(await VerifyAsync(database, "deux", ExitCodes.Done)));
        Assert.NotEqual(Money(une), Money(await VerifyAsync(database, "autre", ExitCodes.Done)));
    }

    [Fact]
    public async Task A_stored_figure_that_is_wrong_ends_verify_with_a_code_of_its_own_and_names_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        await FillAsync(database, "une", seed: 7);
        await database.ScalarAsync<int>("update ca_jours set factures = factures + 1 where jour = (select max(jour) from ca_jours)");

        var answer = await VerifyAsync(database, "une", ExitCodes.Differences);

        Assert.Equal("ca_jours", Assert.Single(answer.GetProperty("differences").EnumerateArray()).GetProperty("figure").GetString());
    }

    [Fact]
    public async Task An_organisation_that_has_entreprises_is_not_filled_again()
    {
        await using var database = await TestDatabase.CreateAsync();
        await FillAsync(database, "une", seed: 7);

        var (exitCode, output, errors) = await RunAsync(database, "demo", "--organisation", "une", "--entreprises", "40");

        Assert.Equal(ExitCodes.Refused, exitCode);
        Assert.Empty(output);
        Assert.Contains("Nothing was changed", errors, StringComparison.Ordinal);
    }

    private static async Task FillAsync(TestDatabase database, string slug, int seed)
    {
        var (exitCode, output, errors) = await RunAsync(
            database, "demo", "--organisation", slug, "--entreprises", "40", "--contacts", "60", "--ventes", "300", "--seed", $"{seed}");
        Assert.True(exitCode == ExitCodes.Done, errors);
        Assert.Equal(slug, JsonDocument.Parse(output).RootElement.GetProperty("organisation").GetString());
    }

    private static async Task<JsonElement> VerifyAsync(TestDatabase database, string slug, int expected)
    {
        var (exitCode, output, errors) = await RunAsync(database, "verify", "--organisation", slug);
        Assert.True(exitCode == expected, errors);
        return JsonDocument.Parse(output).RootElement;
    }

    private static string Money(JsonElement verified) => verified.GetProperty("ca12Mois").GetRawText() + verified.GetProperty("parMois").GetRawText();

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(TestDatabase database, params string[] command) => ProgramProcess.RunAsync(
        Path.GetTempPath(), [.. command, "--json", $"--FICHIER_DATABASE={database.OwnerConnection}", $"--FICHIER_DATABASE_APP={database.AppConnection}"]);
}
