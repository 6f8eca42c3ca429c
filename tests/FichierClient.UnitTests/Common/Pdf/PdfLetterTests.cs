using System.Globalization;
using FichierClient.Application.Common.Pdf;
using UglyToad.PdfPig;

namespace FichierClient.UnitTests.Common.Pdf;

public sealed class PdfLetterTests
{
    public PdfLetterTests() => CultureInfo.CurrentUICulture = new CultureInfo("fr-FR");

    [Fact]
    public void French_text_is_read_back_as_it_was_written()
    {
        var bytes = new PdfLetter("Réponse").Titre("Votre demande d’accès").Paragraphe("L’œuvre coûte 1\u202f234,56\u00a0€ — « ça va », Noël…").ToBytes();

        using var document = PdfDocument.Open(bytes);
        Assert.Equal("Réponse", document.Information.Title);
        var text = document.GetPage(1).Text;
        Assert.Contains("Votre demande d’accès", text, StringComparison.Ordinal);
        Assert.Contains("L’œuvre coûte 1\u202f234,56\u00a0€ — « ça va », Noël…", text, StringComparison.Ordinal);
        Assert.Contains("page 1 sur 1", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_table_repeats_its_heads_and_numbers_its_pages()
    {
        var rows = Enumerable.Range(1, 120).Select(i => (IReadOnlyList<string>)[$"Champ {i}", string.Join(' ', Enumerable.Repeat("valeur", i % 30))]);

        using var document = PdfDocument.Open(new PdfLetter("Table").Table(["Rubrique", "Contenu"], rows, [1, 2]).ToBytes());

        Assert.True(document.NumberOfPages > 3);
        Assert.All(document.GetPages(), page =>
        {
            Assert.Contains("Rubrique", page.Text, StringComparison.Ordinal);
            Assert.Contains($"page {page.Number} sur {document.NumberOfPages}", page.Text, StringComparison.Ordinal);
        });
        var whole = string.Concat(document.GetPages().Select(p => p.Text));
        Assert.All(Enumerable.Range(1, 120), i => Assert.Contains($"Champ {i}", whole, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_written_outside_the_margins()
    {
        var word = new string('W', 400);
        var letter = new PdfLetter(word).Titre(word).Paragraphe($"{word} {string.Join(' ', Enumerable.Repeat("mot", 2000))}").Puces([word, "court"])
            .Destinataire([word]).Champs([("Nom", word), (word, "Valeur")]).Table(["A", "B"], [[word, string.Join('\n', Enumerable.Repeat("ligne", 200))]]);

        using var document = PdfDocument.Open(letter.ToBytes());

        Assert.All(document.GetPages().SelectMany(p => p.Letters), l => Assert.True(l.BoundingBox.Left >= 50 && l.BoundingBox.Right <= 545 && l.BoundingBox.Bottom >= 25, l.ToString()));
        Assert.Equal(200, Count(document, "ligne"));
        Assert.Equal(2000, Count(document, "mot"));
    }

    [Fact]
    public void What_the_font_lacks_is_shown_as_a_gap()
    {
        var rare = string.Concat(Enumerable.Range(0x100, 400).Select(c => (char)c));
        using var document = PdfDocument.Open(new PdfLetter("Gaps").Paragraphe("Nom : 中\U0001F600 fin").Paragraphe(rare).ToBytes());
        Assert.Contains("Nom : □□ fin", document.GetPage(1).Text, StringComparison.Ordinal);
    }

    private static int Count(PdfDocument document, string word) => document.GetPages().SelectMany(p => p.GetWords()).Count(w => w.Text == word);
}
