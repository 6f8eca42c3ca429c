using System.Text.Json;
using FichierClient.Application.Imports;

namespace FichierClient.UnitTests.Imports;

/// <summary>What an analysis keeps of a file's words until the import ends: nobody's name, address or number.</summary>
public sealed class FaitsGardesTests
{
    private const int Many = 60;

    [Fact]
    public async Task Of_a_column_of_short_words_the_words_are_kept_and_of_one_of_people_none()
    {
        var file = await ReadingTests.AnalyseAsync("Contact;Type\n" + Each(i => $"Zébulon Unique{i};{(i % 2 == 0 ? "Facture" : "Avoir")}"));
        Assert.Equal(Many / 2, file.FaitsDe(1).MotsRecurrents!["Avoir"]);
        Assert.Null(file.FaitsDe(0).MotsRecurrents);
    }

    [Fact]
    public async Task Names_addresses_and_numbers_that_recur_are_not_kept()
    {
        var file = await ReadingTests.AnalyseAsync("Client;E-mail;Téléphone;Type\n" + Each(i => $"Zébulon Unique{i % 3};z{i % 3}@alpha-x.fr;061234567{i % 3};Facture"));
        Assert.Equal([null, null, null], new[] { 0, 1, 2 }.Select(i => file.FaitsDe(i).MotsRecurrents));
        Assert.Equal(Many, file.FaitsDe(3).MotsRecurrents!["Facture"]);
    }

    [Fact]
    public async Task Counts_of_before_they_were_all_made_are_not_taken_for_none()
    {
        var file = await ReadingTests.AnalyseAsync("Référence;Type\nC001;Facture\nC002;Facture\n");
        file.Columns[0].Faits!.Version = 0;
        file.Columns[0].Faits!.Codees = 0;
        Assert.True(file.FaitsDe(0).SontDesCodes);
    }

    [Fact]
    public async Task What_is_kept_of_the_words_is_counts_and_no_word()
    {
        var file = await ReadingTests.AnalyseAsync("Contact;Société\n" + Each(i => $"Zébulon Unique{i};Alpha"));
        Assert.DoesNotContain($"Unique{Many - 1}", JsonSerializer.Serialize(file, ImportJson.Options), StringComparison.Ordinal);
    }

    private static string Each(Func<int, string> row) => string.Concat(Enumerable.Range(0, Many).Select(i => row(i) + "\n"));
}
