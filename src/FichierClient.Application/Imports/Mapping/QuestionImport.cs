namespace FichierClient.Application.Imports.Mapping;

/// <summary>Something that the file leaves open: asked once, never guessed.</summary>
/// <param name="Sujet">`dates`, `decimales` or `taxes`: the answer's name in the mapping.</param>
/// <param name="Colonne">The first column concerned.</param>
/// <param name="Exemples">Cells that can be read two ways.</param>
public sealed record QuestionImport(string Sujet, string Colonne, IReadOnlyList<string> Exemples)
{
    /// <summary>The ways to read the column, to choose from.</summary>
    public IReadOnlyList<LecturePossible> Lectures { get; init; } = [];

    /// <summary>The <see cref="LecturePossible.Cle"/> that was answered; null: still open.</summary>
    public string? Reponse { get; init; }
}

/// <summary>One way to read a column, with what it makes of one of its cells.</summary>
/// <param name="Cle">The name of the answer: `JourMois`, `MoisJour`, `Virgule`, `Point`, `Ht`, `Ttc`.</param>
/// <param name="Cellule">A cell that the other way reads as something else; null: none among the first cells of the column.</param>
/// <param name="Jour">What it is as a day.</param>
/// <param name="Nombre">What it is as a number.</param>
/// <param name="Correspondance">The mapping with this answer.</param>
public sealed record LecturePossible(string Cle, string? Cellule, DateOnly? Jour, decimal? Nombre, CorrespondanceImport Correspondance);
