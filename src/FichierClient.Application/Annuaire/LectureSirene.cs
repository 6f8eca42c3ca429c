using System.Runtime.CompilerServices;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Annuaire;

/// <summary>Which of INSEE's stock files it is, found by its headers.</summary>
public enum GenreSirene { UniteLegale, Etablissement, Doublons }

/// <summary>A row of a stock file: the columns by their INSEE names.</summary>
internal sealed record LigneSirene(IReadOnlyDictionary<string, int> Colonnes, IReadOnlyList<string> Cellules)
{
    private const string NonDiffuse = "[ND]";

    public string Siren => Cellules[Colonnes["siren"]];

    /// <summary>The other number of a pair of StockDoublons.</summary>
    public string? Remplacant => Domain.Common.Siren.TryParse(this["sirenDoublon"], out var other, out _) ? other : null;

    /// <summary>Null: empty, not public, or no such column.</summary>
    public string? this[string colonne] => Colonnes.TryGetValue(colonne, out var i) && i < Cellules.Count && Cellules[i] is { Length: > 0 } said && !said.Contains(NonDiffuse, StringComparison.Ordinal) ? said : null;
}

/// <summary>Reads StockUniteLegale, StockEtablissement and StockDoublons as a stream: comma, UTF-8, by the names of the columns, which grow over the years.</summary>
internal static class LectureSirene
{
    /// <exception cref="DomainException">None of the three.</exception>
    public static async Task<(GenreSirene Genre, IAsyncEnumerable<LigneSirene> Lignes)> OpenAsync(TextReader text, CancellationToken cancellationToken)
    {
        var records = new CsvTokenizer(text, ',');
        var header = await records.ReadAsync(cancellationToken) ?? throw new DomainException("Sirene_fichier");
        var columns = header.Cells.Select((name, i) => (name, i)).GroupBy(c => c.name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().i, StringComparer.Ordinal);
        GenreSirene? genre = columns switch
        {
            _ when !columns.ContainsKey("siren") => null,
            _ when columns.ContainsKey("sirenDoublon") => GenreSirene.Doublons,
            _ when columns.ContainsKey("etatAdministratifUniteLegale") => GenreSirene.UniteLegale,
            _ when columns.ContainsKey("etablissementSiege") && columns.ContainsKey("siret") => GenreSirene.Etablissement,
            _ => null,
        };
        return (genre ?? throw new DomainException("Sirene_fichier"), ReadAsync(records, columns, cancellationToken));
    }

    private static async IAsyncEnumerable<LigneSirene> ReadAsync(CsvTokenizer records, Dictionary<string, int> columns, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var most = columns["siren"];
        while (await records.ReadAsync(cancellationToken) is { } record)
        {
            // A row that is cut short says nothing: the next file of the month has it again.
            if (record.Problem is null && record.Cells.Length > most) yield return new LigneSirene(columns, record.Cells);
        }
    }
}
