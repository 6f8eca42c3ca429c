using FichierClient.Domain.Rgpd.Garde;

namespace FichierClient.UnitTests.Rgpd.Garde;

/// <summary>How well the guard reads: measured on notes on which its lists were not adjusted.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<NoteEtiquetee> Corpus = CorpusNotes.Read();

    [Fact]
    public void The_corpus_has_at_least_five_hundred_notes_of_all_categories_in_both_parts()
    {
        Assert.True(Corpus.Count >= 500);
        Assert.Equal(Corpus.Count, Corpus.Select(n => n.Texte).Distinct().Count());
        foreach (var categorie in Enum.GetValues<CategorieSensible>())
        {
            Assert.Contains(Corpus, n => n.EstReservee && n.Categories.Contains(categorie));
            Assert.Contains(Corpus, n => !n.EstReservee && n.Categories.Contains(categorie));
        }
    }

    [Fact]
    public void On_the_part_that_the_lists_never_saw_nine_in_ten_are_found_and_hardly_more()
    {
        var measured = Measure(Corpus.Where(n => n.EstReservee));
        Assert.True(measured.Recall >= 0.90, $"recall {measured.Recall:0.000}");
        Assert.True(measured.Precision >= 0.85, $"precision {measured.Precision:0.000}");
    }

    [Fact]
    public void On_the_part_that_the_lists_were_adjusted_on_it_is_no_worse()
    {
        var measured = Measure(Corpus.Where(n => !n.EstReservee));
        Assert.True(measured.Recall >= 0.90, $"recall {measured.Recall:0.000}");
        Assert.True(measured.Precision >= 0.85, $"precision {measured.Precision:0.000}");
    }

    /// <summary>Counts each category of each note: finding religion where politics stands is two errors.</summary>
    private (double Recall, double Precision) Measure(IEnumerable<NoteEtiquetee> notes)
    {
        var counts = new Dictionary<CategorieSensible, (int Right, int Missed, int Wrong)>();
        foreach (var note in notes)
        {
            var found = GardeTexte.Examine(note.Texte, note.Contexte).Select(s => s.Categorie).ToHashSet();
            foreach (var categorie in found.Union(note.Categories))
            {
                var (right, missed, wrong) = counts.GetValueOrDefault(categorie);
                counts[categorie] = !found.Contains(categorie) ? (right, missed + 1, wrong) : note.Categories.Contains(categorie) ? (right + 1, missed, wrong) : (right, missed, wrong + 1);
            }
        }

        foreach (var (categorie, (right, missed, wrong)) in counts.OrderBy(c => c.Key))
        {
            output.WriteLine($"{categorie}: {right} found, {missed} missed, {wrong} wrongly; recall {Ratio(right, missed):0.00}, precision {Ratio(right, wrong):0.00}");
        }

        var total = counts.Values.Aggregate((Right: 0, Missed: 0, Wrong: 0), (a, b) => (a.Right + b.Right, a.Missed + b.Missed, a.Wrong + b.Wrong));
        output.WriteLine($"All: recall {Ratio(total.Right, total.Missed):0.000}, precision {Ratio(total.Right, total.Wrong):0.000}");
        return (Ratio(total.Right, total.Missed), Ratio(total.Right, total.Wrong));
    }

    private static double Ratio(int right, int other) => right + other == 0 ? 1 : (double)right / (right + other);
}
