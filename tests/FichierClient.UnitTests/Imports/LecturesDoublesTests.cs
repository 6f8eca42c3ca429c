using FichierClient.Application.Imports.Mapping;
using FichierClient.Domain.Common;
using FichierClient.Domain.Imports;
using static FichierClient.UnitTests.Imports.LayoutTests;

namespace FichierClient.UnitTests.Imports;

/// <summary>What can be read in two ways is asked; what the file itself proves isn't.</summary>
public sealed class LecturesDoublesTests
{
    [Theory]
    // A point before three digits, in a file that writes decimal commas or is French: thousands, or a decimal point.
    [InlineData("Numéro;Date;Client;Montant HT\nF1;13/01/2026;Alpha;1.234\nF2;14/01/2026;Alpha;2.500\n", true)]
    [InlineData("Numéro;Date;Client;Montant HT;Quantité\nF1;13/01/2026;Alpha;12,50;1.234\n", true)]
    [InlineData("Numéro;Date;Client;Montant HT\nF1;13/01/2026;Alpha;1.234\nF2;14/01/2026;Alpha;2,50\n", false)]
    [InlineData("Numéro;Date;Client;Montant HT\nF1;13/01/2026;Alpha;1.234\nF2;14/01/2026;Alpha;1.234.567\n", false)]
    [InlineData("Numéro;Date;Client;Montant HT;Quantité\nF1;13/01/2026;Alpha;12,50;1,234\n", false)]
    [InlineData("Numéro;Date;Client;Montant HT\nF1;13/01/2026;Alpha;1 234\n", false)]
    public async Task A_number_that_is_thousands_or_a_decimal_is_asked_about(string text, bool asked)
    {
        var file = await ReadingTests.AnalyseAsync(text);
        var proposed = MappingProposal.Propose(file, GenreImport.Mixte);
        Assert.Equal(asked, LectureColonnes.Build(file, GenreImport.Mixte, proposed).Questions.Any(q => q.Sujet == "decimales"));
        Assert.Empty(LectureColonnes.Build(file, GenreImport.Mixte, proposed with { Decimales = SeparateurDecimal.Virgule }).Questions);
    }

    [Theory]
    [InlineData("20", "0,2", 20)]
    [InlineData("20", "0,055", 5.5)]
    [InlineData("20", "0,9", 0.9)]
    [InlineData("20", "0,2 %", 0.2)]
    [InlineData("0,1", "0,19", 19)]
    public async Task A_tax_below_one_is_a_share_whatever_stands_beside_it_unless_it_is_a_rate(string first, string second, double expected)
    {
        var rows = await RowsAsync($"Numéro;Date;Client;Montant HT;Taux TVA\nF1;13/01/2026;Alpha;100,00;{first}\nF2;14/01/2026;Alpha;100,00;{second}\n", GenreImport.Mixte);
        Assert.Equal((decimal)expected, rows[1].Vente!.Ligne.TauxTva);
    }

    [Fact]
    public async Task What_a_bank_writes_beside_money_names_no_company()
    {
        var file = await ReadingTests.AnalyseAsync("Date;Libellé;Débit;Crédit\n15/01/2026;VIR ALPHA SARL F1;;1200,00\n16/01/2026;PRLV EDF;80,00;\n");
        Assert.NotEmpty(LectureColonnes.Build(file, GenreImport.Mixte, MappingProposal.Propose(file, GenreImport.Mixte)).Manques);
    }
}
