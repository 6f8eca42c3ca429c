using FichierClient.Application.Imports.Reading;

namespace FichierClient.UnitTests.Imports;

public sealed class MoisEnColonnesTests
{
    [Theory]
    [InlineData("Janvier 2025", 1, 2025)]
    [InlineData("févr.-25", 2, 2025)]
    [InlineData("CA Août 2024", 8, 2024)]
    [InlineData("DÉCEMBRE", 12, null)]
    [InlineData("March 2025", 3, 2025)]
    [InlineData("04/2025", 4, 2025)]
    [InlineData("01/05/2025", 5, 2025)]
    [InlineData("2025-06", 6, 2025)]
    [InlineData("2025-07-01", 7, 2025)]
    public void A_heading_that_is_a_month_is_read(string header, int mois, int? annee) =>
        Assert.Equal(new ColonneMois(1, mois, annee), MoisEnColonnes.Of(["Client", header, "mars", "avril"])[0]);

    [Theory]
    [InlineData("Marge")]
    [InlineData("Mai tard")]
    [InlineData("13/2025")]
    [InlineData("Total 2025")]
    [InlineData("2025")]
    [InlineData("Date")]
    public void Another_heading_is_no_month(string header) =>
        Assert.DoesNotContain(MoisEnColonnes.Of([header, "mars", "avril", "juin"]), m => m.Colonne == 0);

    [Fact]
    public void Two_months_are_no_table_of_months() => Assert.Empty(MoisEnColonnes.Of(["Client", "mars", "avril"]));

    [Fact]
    public async Task Turned_it_is_one_row_a_month_with_the_line_of_the_file_and_as_it_was_again()
    {
        const string Text = "Ventes 2025\nClient;Janvier 2025;Février 2025;mars 2025;Ville\nDupont;100,50;;0;Lyon\nMartin;-;20;30;Paris\n";
        var file = await ReadingTests.AnalyseAsync(Text);

        var turned = await file.TurnAsync(() => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Text)), tourne: true, annee: null, TestContext.Current.CancellationToken);
        var back = await turned.TurnAsync(() => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Text)), tourne: false, annee: null, TestContext.Current.CancellationToken);

        Assert.Equal(["Client", "Ville", "Date", "Montant HT"], turned.Headers);
        Assert.Equal([["Dupont", "Lyon", "2025-01-01", "100,50"], ["Martin", "Paris", "2025-02-01", "20"], ["Martin", "Paris", "2025-03-01", "30"]], turned.Sample);
        Assert.Equal(file.Headers, back.Headers);
        Assert.Equal(file.Rows, back.Rows);
        using var rows = await RowReader.OpenAsync(turned, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Text)), TestContext.Current.CancellationToken);
        Assert.Equal([3L, 4L, 4L], (await rows.ReadAsync(10, TestContext.Current.CancellationToken)).Select(r => r.Record.Line));
    }
}
