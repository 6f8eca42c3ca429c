using FichierClient.Application.Imports.Engine;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;

namespace FichierClient.Application.Imports.Rows;

/// <summary>
/// The names of the companies that people of a file lead to by the file's own number. A person may stand before the company: without its
/// name the company couldn't be made then, and the row would be refused.
/// </summary>
public sealed class SocietesDuFichier
{
    private readonly Dictionary<ulong, string> noms = [];

    private SocietesDuFichier()
    {
    }

    /// <summary>The name of the company of a number; null: no row of a company has it.</summary>
    public string? Nom(string reference) => noms.GetValueOrDefault(FileMemory.Hash(reference));

    /// <summary>Null: no row leads to a company by its number.</summary>
    /// <remarks>Read twice, so that only the names are kept that are asked for.</remarks>
    internal static async Task<SocietesDuFichier?> ReadAsync(Func<Task<RowReader>> open, LectureColonnes lecture, RowParser parser, CancellationToken cancellationToken)
    {
        if (!lecture.MeleNatures || !lecture.Has("entreprise.reference") || !lecture.Has("entreprise.reference_liee")) return null;
        var asked = new HashSet<ulong>();
        await EachAsync(open, row =>
        {
            if (lecture.Text(row.Record.Cells, "entreprise.reference_liee") is { } reference) asked.Add(FileMemory.Hash(reference));
        }, cancellationToken);
        var societes = new SocietesDuFichier();
        if (asked.Count > 0) await EachAsync(open, row => societes.See(parser.Parse(row), asked), cancellationToken);
        return societes;
    }

    private void See(LigneImportee ligne, HashSet<ulong> asked)
    {
        if (ligne is { Refus: null, Entreprise: { NomPourTrouver: false, Nom: { } nom, Reference: { } reference } } && FileMemory.Hash(reference) is var key && asked.Contains(key)) noms.TryAdd(key, nom);
    }

    private static async Task EachAsync(Func<Task<RowReader>> open, Action<FileRow> see, CancellationToken cancellationToken)
    {
        using var reader = await open();
        while (await reader.ReadAsync(ImportEngine.BatchRows, cancellationToken) is { Count: > 0 } rows) rows.ForEach(see);
    }
}
