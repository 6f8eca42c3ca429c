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

    [Fact]
    public async Task An_answer_stands_with_what_each_reading_makes_of_a_cell_until_another_is_given()
    {
        var file = await ReadingTests.AnalyseAsync("Invoice,Customer,Date,Amount\nF1,Zeta,03/04/2025,1.234\nF2,Zeta,05/06/2025,2.500\n");
        var proposed = MappingProposal.Propose(file, GenreImport.Ventes);

        var open = LectureColonnes.Choix(file, GenreImport.Ventes, proposed);
        var answered = LectureColonnes.Choix(file, GenreImport.Ventes, open[0].Lectures[1].Correspondance);
        var all = LectureColonnes.Choix(file, GenreImport.Ventes, answered[1].Lectures[0].Correspondance);

        Assert.All(open, q => Assert.Null(q.Reponse));
        Assert.Equal(["dates", "decimales"], open.Select(q => q.Sujet));
        Assert.Equal(["MoisJour", null], answered.Select(q => q.Reponse));
        Assert.Equal(["MoisJour", "Virgule"], all.Select(q => q.Reponse));
        Assert.Equal([new DateOnly(2025, 4, 3), new DateOnly(2025, 3, 4)], all[0].Lectures.Select(l => l.Jour!.Value));
        Assert.Equal([1234m, 1.234m], all[1].Lectures.Select(l => l.Nombre!.Value));
        Assert.Equal(OrdreDate.JourMois, all[0].Lectures[0].Correspondance.Dates);
    }

    [Fact]
    public async Task Whether_an_amount_contains_the_tax_stands_as_an_answer_too()
    {
        var file = await ReadingTests.AnalyseAsync("Numéro;Date;Client;Montant\nF1;13/01/2026;Alpha;12,50\n");
        var proposed = MappingProposal.Propose(file, GenreImport.Ventes);

        var open = Assert.Single(LectureColonnes.Choix(file, GenreImport.Ventes, proposed));
        var answered = Assert.Single(LectureColonnes.Choix(file, GenreImport.Ventes, open.Lectures[1].Correspondance));

        Assert.Equal(("taxes", "Montant", null), (open.Sujet, open.Colonne, open.Reponse));
        Assert.Equal(("taxes", "Montant", "Ttc"), (answered.Sujet, answered.Colonne, answered.Reponse));
        Assert.Equal(["Ht", "Ttc"], answered.Lectures.Select(l => l.Cle));
    }

    [Fact]
    public async Task An_answer_that_changes_nothing_of_how_a_file_is_read_is_not_shown_and_one_that_does_is_even_where_nothing_was_asked()
    {
        var answers = new CorrespondanceImport { Dates = OrdreDate.MoisJour, Decimales = SeparateurDecimal.Point };
        var proven = await ReadingTests.AnalyseAsync("Numéro;Date;Client;Montant HT\nF1;13/01/2026;Alpha;12,50\n");
        var french = await ReadingTests.AnalyseAsync("Numéro;Date;Client;Montant HT\nF1;03/01/2026;Alpha;12,50\n");

        IReadOnlyList<QuestionImport> With(Application.Imports.Reading.FileAnalysis file) => LectureColonnes.Choix(file, GenreImport.Ventes, answers with { Colonnes = MappingProposal.Propose(file, GenreImport.Ventes).Colonnes });

        Assert.Empty(With(proven));
        Assert.Equal("MoisJour", Assert.Single(With(french)).Reponse);
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

    [Theory]
    [InlineData("N° facture;Date;Client;Montant\nF1;13/01/2026;Alpha;1200,00\n", true)]
    [InlineData("Date,Type de transaction,N°,Client,Montant,Statut\n15/01/2026,Facture,1001,Alpha,\"1 200,00\",Payée\n", true)]
    [InlineData("N° facture;Date;Client;Montant;TVA\nF1;13/01/2026;Alpha;1200,00;200,00\n", false)]
    [InlineData("N° facture;Date;Client;Montant HT\nF1;13/01/2026;Alpha;1200,00\n", false)]
    [InlineData("N° facture;Date;Client;Montant;Montant TTC\nF1;13/01/2026;Alpha;1000,00;1200,00\n", false)]
    [InlineData("Deal Name,Deal Stage,Company,Close Date,Amount\nX,Closed won,Alpha,2026-01-13,100\n", false)]
    [InlineData("Invoice Number,Account Name,Invoice Date,Amount\nF1,A,2026-01-13,100\n", false)]
    public async Task An_amount_that_nothing_tells_to_be_with_or_without_tax_is_asked_about(string text, bool asked)
    {
        var file = await ReadingTests.AnalyseAsync(text);
        var proposed = MappingProposal.Propose(file, GenreImport.Mixte);
        Assert.Equal(asked, LectureColonnes.Build(file, GenreImport.Mixte, proposed).Questions.Any(q => q.Sujet == "taxes"));
        Assert.Empty(LectureColonnes.Build(file, GenreImport.Mixte, proposed with { Taxes = TaxesDuMontant.Ht }).Questions);
    }

    [Fact]
    public async Task The_answer_takes_the_amount_for_what_it_says()
    {
        const string Text = "N° facture;Date;Client;Montant\nF1;13/01/2026;Alpha;1200,00\n";
        var file = await ReadingTests.AnalyseAsync(Text);
        var proposed = MappingProposal.Propose(file, GenreImport.Mixte);
        async Task<decimal?> HtAsync(CorrespondanceImport mapping) => (await RowsAsync(Text, GenreImport.Mixte, _ => mapping))[0].Vente?.Ligne.PrixUnitaireHt;
        Assert.Equal(1200m, await HtAsync(proposed with { Taxes = TaxesDuMontant.Ht }));
        Assert.Equal(1000m, await HtAsync(proposed with { Taxes = TaxesDuMontant.Ttc, TauxTva = 20 }));
        Assert.Null(await HtAsync(proposed with { Taxes = TaxesDuMontant.Ttc }));
    }

    [Theory]
    [InlineData("Raison sociale;Ville;CA 2023;CA N-1\nAlpha SARL;Lyon;120000;90000\nBravo SAS;Nice;5000;7000\n", "CA 2023, CA N-1")]
    [InlineData("Raison sociale;Ville;Chiffre d'affaires 2024;CA HT 2023 (k€)\nAlpha SARL;Lyon;120000;90\nBravo SAS;Nice;5000;7\n", "Chiffre d'affaires 2024, CA HT 2023 (k€)")]
    public async Task The_revenue_of_years_is_no_vente_and_that_is_said(string text, string columns)
    {
        foreach (var genre in new[] { GenreImport.Entreprises, GenreImport.Mixte })
        {
            var rows = await RowsAsync(text, genre);
            Assert.All(rows, r => Assert.Equal((null, null), (r.Refus, r.Vente)));
            Assert.Contains(rows[0].Remarques, r => r.Contains(columns, StringComparison.Ordinal) && r.Contains("Le total d’une année", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_a_bank_writes_beside_money_names_no_company()
    {
        var file = await ReadingTests.AnalyseAsync("Date;Libellé;Débit;Crédit\n15/01/2026;VIR ALPHA SARL F1;;1200,00\n16/01/2026;PRLV EDF;80,00;\n");
        Assert.NotEmpty(LectureColonnes.Build(file, GenreImport.Mixte, MappingProposal.Propose(file, GenreImport.Mixte)).Manques);
    }
}
