namespace FichierClient.Application.Imports.Mapping;

/// <summary>The words of a column with how often each stands there: on all rows where it is a short list of words that recur, else in the first rows.</summary>
/// <param name="nombres">Never empty words, as written.</param>
internal sealed class MotsColonne(IReadOnlyDictionary<string, long> nombres)
{
    /// <summary>The fields whose cells are words of a list, and nobody's name.</summary>
    private static readonly string[] Champs = ["vente.type", "vente.statut", "vente.est_avoir", "entreprise.nature", "contact.civilite"];

    private readonly long total = nombres.Values.Sum();

    public bool EstVide => nombres.Count == 0;

    /// <summary>The only word; null: there is none, or several.</summary>
    public string? Seul => nombres.Count == 1 ? nombres.Keys.First() : null;

    public bool Exists(Func<string, bool> holds) => nombres.Keys.Any(holds);

    public bool All(Func<string, bool> holds) => nombres.Keys.All(holds);

    /// <summary>All cells, but for one slip in twenty.</summary>
    public bool NearlyAll(Func<string, bool> holds) => nombres.Where(m => !holds(m.Key)).Sum(m => m.Value) * 20 <= total;

    /// <summary>Fewer than one cell in ten.</summary>
    public bool HardlyAny(Func<string, bool> holds) => nombres.Where(m => holds(m.Key)).Sum(m => m.Value) * 10 < total;

    /// <summary>Some field that this heading may mean is read by its words.</summary>
    public static bool AreRead(string header) =>
        Enum.GetValues<SectionImport>().Any(s => Enum.GetValues<Precision>().Any(p => MappingProposal.Find(header, s, p).Any(c => Array.IndexOf(Champs, c.Cle) >= 0)));

    public static MotsColonne Of(IEnumerable<string> cells) =>
        new(cells.Select(c => c.Trim()).Where(c => c.Length > 0).CountBy(c => c, StringComparer.Ordinal).ToDictionary(m => m.Key, m => (long)m.Value, StringComparer.Ordinal));
}
