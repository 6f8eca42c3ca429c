namespace FichierClient.Domain.Entreprises;

/// <summary>
/// INSEE's names of divisions of NAF rév. 2, of legal forms (niveau III) and of départements (Licence Ouverte), shipped with the product: a code is read
/// with its name, one that isn't known stays as it is.
/// </summary>
public static class Nomenclatures
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Divisions = new(() => Read("naf_divisions")), Formes = new(() => Read("formes_juridiques")), Deps = new(() => Read("departements")), Etats = new(() => Read("pays"));

    public static IReadOnlyDictionary<string, string> DivisionsNaf => Divisions.Value;

    public static IReadOnlyDictionary<string, string> FormesJuridiques => Formes.Value;

    public static IReadOnlyDictionary<string, string> Departements => Deps.Value;

    /// <summary>French names of countries and territories by their ISO 3166-1 code of two letters (Unicode CLDR).</summary>
    public static IReadOnlyDictionary<string, string> Pays => Etats.Value;

    /// <summary>The division of a NAF rév. 2 code such as <c>4332A</c> or <c>43.32A</c>; null for codes of another list.</summary>
    public static string? DivisionDe(string? codeNaf, NomenclatureNaf? nomenclature) =>
        codeNaf is { Length: >= 2 } && nomenclature is null or NomenclatureNaf.NafRev2 ? DivisionsNaf.GetValueOrDefault(codeNaf![..2]) : null;

    public static string? FormeDe(string? code) => code is null ? null : FormesJuridiques.GetValueOrDefault(code);

    private static Dictionary<string, string> Read(string name)
    {
        using var reader = new StreamReader(typeof(Nomenclatures).Assembly.GetManifestResourceStream($"FichierClient.Domain.Entreprises.Nomenclatures.{name}.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')).ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);
    }
}
