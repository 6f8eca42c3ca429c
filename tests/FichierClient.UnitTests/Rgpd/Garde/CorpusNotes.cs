using System.Security.Cryptography;
using System.Text;
using FichierClient.Domain.Rgpd.Garde;

namespace FichierClient.UnitTests.Rgpd.Garde;

/// <summary>A labelled note.</summary>
internal sealed record NoteEtiquetee(HashSet<CategorieSensible> Categories, ContexteNote Contexte, string Texte)
{
    /// <summary>Two fifths, by the text's own hash: the lists of words were never adjusted on them.</summary>
    public bool EstReservee => SHA256.HashData(Encoding.UTF8.GetBytes(Texte))[0] % 5 >= 3;
}

/// <summary>Sales notes as people write them, with what each holds (<c>corpus.tsv</c>).</summary>
internal static class CorpusNotes
{
    public static IReadOnlyList<NoteEtiquetee> Read() =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Rgpd", "Garde", "corpus.tsv")).Skip(1).Select(Parse)];

    private static NoteEtiquetee Parse(string line)
    {
        var cells = line.Split('\t');
        var categories = cells[0] == "-" ? [] : cells[0].Split(',').Select(c => Enum.Parse<CategorieSensible>(c, ignoreCase: true));
        return new NoteEtiquetee([.. categories], new ContexteNote(cells[1] == "-" ? null : cells[1], cells[2] == "-" ? null : cells[2]), cells[3]);
    }
}
