using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;
using FichierClient.Domain.Imports;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>What can be read in two ways, as its sender chooses it: open questions, and answers for as long as they can be changed.</summary>
public sealed partial class LectureColonnes
{
    /// <summary>Each question of this file with both ways to read it. An answer that changes nothing of how this file is read is left out.</summary>
    /// <exception cref="UnreadableFileException">A column or field of the mapping doesn't exist.</exception>
    public static IReadOnlyList<QuestionImport> Choix(FileAnalysis file, GenreImport genre, CorrespondanceImport correspondance)
    {
        var open = Build(file, genre, correspondance).Questions;
        QuestionImport? Of<TAnswer>(string sujet, TAnswer? answer, Func<TAnswer, CorrespondanceImport> with, params TAnswer[] ways) where TAnswer : struct, Enum
        {
            var question = open.FirstOrDefault(q => q.Sujet == sujet);
            return question is null && answer is null ? null : Settle(file, sujet, question, answer?.ToString(), [.. ways.Select(w => (w.ToString(), Build(file, genre, with(w))))]);
        }

        return new[]
        {
            Of("dates", correspondance.Dates, order => correspondance with { Dates = order }, OrdreDate.JourMois, OrdreDate.MoisJour),
            Of("decimales", correspondance.Decimales is SeparateurDecimal.Auto ? null : correspondance.Decimales, mark => correspondance with { Decimales = mark }, SeparateurDecimal.Virgule, SeparateurDecimal.Point),
            Of("taxes", correspondance.Taxes, taxes => correspondance with { Taxes = taxes }, TaxesDuMontant.Ht, TaxesDuMontant.Ttc),
        }.OfType<QuestionImport>().ToList();
    }

    private static QuestionImport? Settle(FileAnalysis file, string sujet, QuestionImport? open, string? reponse, IReadOnlyList<(string Cle, LectureColonnes Lecture)> ways)
    {
        var (one, other) = (ways[0].Lecture, ways[1].Lecture);
        var concerned = open is not null ? IndexOf(file, open.Colonne) : one.columns.Values.Cast<int?>().FirstOrDefault(i => one.Way(i!.Value, sujet) != other.Way(i.Value, sujet));
        if (concerned is not { } i) return null;
        var samples = file.Columns[i].Samples;
        var cell = samples.FirstOrDefault(s => one.Read(s, i, sujet) is var first && other.Read(s, i, sujet) is var second && first != second && first != default && second != default);
        return new QuestionImport(sujet, file.Headers[i], samples)
        {
            Reponse = open is null ? reponse : null,
            Lectures = [.. ways.Select(w => w.Lecture.Read(cell, i, sujet) switch { var (jour, nombre) => new LecturePossible(w.Cle, cell, jour, nombre, w.Lecture.Correspondance) })],
        };
    }

    /// <summary>What an answer decides about a column, in words of no meaning but their being the same.</summary>
    private string Way(int column, string sujet) => sujet switch
    {
        "dates" => $"{courtes.GetValueOrDefault(column)} {orders.GetValueOrDefault(column)}",
        "decimales" => $"{decimals.GetValueOrDefault(column)}",
        _ => columns.FirstOrDefault(c => c.Value == column).Key ?? "",
    };

    private (DateOnly? Jour, decimal? Nombre) Read(string? cell, int column, string sujet)
    {
        if (sujet == "taxes") return default;
        if (sujet == "decimales") return (null, NombreFrancais.TryParse(cell, out var number, decimals.GetValueOrDefault(column)) ? number : null);
        if (courtes.GetValueOrDefault(column) is { } courte && DatesCourtes.TryParse(cell ?? "", courte, out var six)) return (six, null);
        return (DateFrancaise.TryParse(cell, out var day, orders.GetValueOrDefault(column)) ? day : null, null);
    }
}
