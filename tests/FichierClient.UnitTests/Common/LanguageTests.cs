using System.Globalization;
using System.Text;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Common;
using FichierClient.Domain.Imports;

namespace FichierClient.UnitTests.Common;

public sealed class LanguageTests : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;

    [Theory]
    [InlineData("fr-FR", "Le SIREN « 732829321 » est faux : sa clé de contrôle ne correspond pas.")]
    [InlineData("en-GB", "The SIREN “732829321” is wrong: its check digit does not match.")]
    public void A_wrong_siren_is_told_in_the_language_of_the_request(string culture, string sentence)
    {
        CultureInfo.CurrentUICulture = new CultureInfo(culture);

        Assert.Equal(sentence, Siren.Problem("732829321"));
    }

    [Theory]
    [InlineData("fr-FR", "Colonne 2")]
    [InlineData("en-GB", "Column 2")]
    public void A_column_without_a_name_gets_one_in_the_language_of_the_import(string culture, string name)
    {
        CultureInfo.CurrentUICulture = new CultureInfo(culture);

        Assert.Equal(["Nom", name], HeaderNames.Of(["Nom", ""]));
    }

    [Theory]
    [InlineData("fr-FR", "Le total TTC 1\u202f200,50\u202f€ ne correspond pas au montant HT 10,00\u202f€ et à sa TVA.")]
    [InlineData("en-GB", "The total incl. tax €1,200.50 does not match the amount excl. tax €10.00 and its VAT.")]
    public async Task A_refused_row_says_why_in_the_language_of_the_import(string culture, string sentence)
    {
        CultureInfo.CurrentUICulture = new CultureInfo(culture);
        var bytes = Encoding.UTF8.GetBytes("Client;Date facture;Montant HT;Taux TVA;Montant TTC\nA;31/01/2024;10;20;1200,5\n");
        var file = await FileAnalysis.RunAsync(() => new MemoryStream(bytes), null, TestContext.Current.CancellationToken);
        var lecture = LectureColonnes.Build(file, GenreImport.Ventes, MappingProposal.Propose(file, GenreImport.Ventes));
        using var reader = await RowReader.OpenAsync(file, new MemoryStream(bytes), TestContext.Current.CancellationToken);

        var row = new RowParser(lecture, GenreImport.Ventes).Parse((await reader.ReadAsync(1, TestContext.Current.CancellationToken))[0]);

        Assert.Equal(sentence, row.Refus);
    }

    public void Dispose() => CultureInfo.CurrentUICulture = before;
}
