using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Common;
using FichierClient.Domain.Ventes;

namespace FichierClient.Application.Imports.Engine;

/// <summary>
/// In which series a document of a file counts. A number names one vente of its series: a facture and an avoir that share one, or entries of two
/// journals, are two. The first to come has the file's series, the other one named after its kind or journal, where each later file finds it again.
/// </summary>
internal sealed class SeriesVentes(RunContext run, Dictionary<(string Serie, string Numero), Vente> known)
{
    private const string Avoirs = "AVOIR", Factures = "FACTURE";

    /// <summary>All series that this row's vente may be in.</summary>
    public static IEnumerable<string> Possible(LigneImportee row)
    {
        foreach (var serie in row.Journal is { } journal ? new[] { row.Vente!.Serie, journal } : [row.Vente!.Serie])
        {
            yield return serie;
            yield return OfType(serie, row.Vente!.Type);
        }
    }

    /// <summary>The series of a row's vente, among what is known so far.</summary>
    public string Of(LigneImportee row, Guid? entrepriseId)
    {
        var source = row.Vente!;
        return ByType(row.Journal is { } journal && CountsByJournal(row, journal, entrepriseId) ? journal : source.Serie, row, entrepriseId);
    }

    /// <summary>
    /// An entry may have come in by its number alone, from a file that had one of the journals; or by its journal, from one that had both. Where its day or
    /// amount was corrected since, its number, kind and client tell it; day and amount tell two apart that have all of these.
    /// </summary>
    private bool CountsByJournal(LigneImportee row, string journal, Guid? entrepriseId)
    {
        var source = row.Vente!;
        bool IsSameIn(string serie) => IsSame(serie, row, entrepriseId) || IsSame(OfType(serie, source.Type), row, entrepriseId);
        bool IsLikeIn(string serie) => Like(serie, row, entrepriseId) is not null || Like(OfType(serie, source.Type), row, entrepriseId) is not null;
        if (IsSameIn(journal)) return true;
        if (IsSameIn(source.Serie)) return false;
        return IsLikeIn(journal) || (run.Pieces is { } pieces && pieces.HasInJournals(row) && (pieces.HasInJournalsForClient(row) || !IsLikeIn(source.Serie)));
    }

    private string ByType(string serie, LigneImportee row, Guid? entrepriseId)
    {
        var source = row.Vente!;
        var own = OfType(serie, source.Type);
        if (!known.TryGetValue((serie, source.Numero!), out var other) || other.Type == source.Type) return IsSame(own, row, entrepriseId) ? own : serie;
        var isKnown = known.TryGetValue((own, source.Numero!), out var there) && there.Type == source.Type;
        return isKnown || source.TypeDit || row.EstAvoirDit || run.Lecture.Correspondance.Avoirs == AvoirsMemeNumero.Serie || other.EntrepriseId != entrepriseId || other.Date != source.Date ? own : serie;
    }

    /// <summary>What is known under this series is this row's own vente.</summary>
    private bool IsSame(string serie, LigneImportee row, Guid? entrepriseId) =>
        row.Vente is { } source && Like(serie, row, entrepriseId) is { } vente && vente.Date == source.Date
        && (row.RangDansPiece is not null || vente.TotalHt == Argent.Round(source.Ligne.Quantite * source.Ligne.PrixUnitaireHt * (1 - source.Ligne.Remise / 100)));

    /// <summary>What is known under this series, of the row's kind and client; null: nothing.</summary>
    private Vente? Like(string serie, LigneImportee row, Guid? entrepriseId) =>
        row.Vente is { } source && known.TryGetValue((serie, source.Numero!), out var vente) && vente.Type == source.Type && vente.EntrepriseId == entrepriseId ? vente : null;

    private static string OfType(string serie, TypeVente type) => $"{serie} {(type == TypeVente.Avoir ? Avoirs : Factures)}".TrimStart();
}
