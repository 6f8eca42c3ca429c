using System.Globalization;

namespace FichierClient.Domain.Rgpd.Garde;

/// <summary>What the lists say about a category beside its terms.</summary>
internal sealed class Domaine
{
    public string Suggestion { get; set; } = "";

    /// <summary>Words of trades in which the terms are everyday goods.</summary>
    public HashSet<string> Metier { get; } = new(StringComparer.Ordinal);

    /// <summary>Beginnings of NAF codes, digits only, of entreprises that deal in it.</summary>
    public List<string> Naf { get; } = [];
}

/// <summary>The lists of words, read once from the resources beside this class (<c>Lexiques/*.txt</c>).</summary>
internal sealed class Lexique
{
    private static readonly Lazy<Lexique> Shared = new(() => new Lexique());

    private Lexique()
    {
        foreach (var categorie in Enum.GetValues<CategorieSensible>().Where(c => c < CategorieSensible.Nir))
        {
            Domaines[categorie] = new Domaine();
            foreach (var (section, line) in Lines(categorie.ToString().ToLowerInvariant())) Read(categorie, section, line);
        }

        foreach (var (section, line) in Lines("contexte")) AddWords(section switch { "personne" => Personne, "fonction" => Fonction, _ => Affaire }, line);
    }

    public static Lexique Instance => Shared.Value;

    public Arbre Termes { get; } = new();
    public Dictionary<CategorieSensible, Domaine> Domaines { get; } = [];
    public HashSet<string> Personne { get; } = new(StringComparer.Ordinal);
    public HashSet<string> Fonction { get; } = new(StringComparer.Ordinal);
    public HashSet<string> Affaire { get; } = new(StringComparer.Ordinal);

    /// <summary>Words that a mistyped one may have been meant as.</summary>
    public Fautes Fautes { get; } = new();

    private void Read(CategorieSensible categorie, string section, string line)
    {
        var domaine = Domaines[categorie];
        switch (section)
        {
            case "suggestion": domaine.Suggestion = line; break;
            case "faux amis": Add(line, new Terme(categorie, 0, null)); break;
            case "metier": AddWords(domaine.Metier, line); break;
            case "naf": domaine.Naf.AddRange(line.Split(' ').Select(code => code.Replace(".", "", StringComparison.Ordinal))); break;
            default:
                var parts = line.Split("=>", 2, StringSplitOptions.TrimEntries);
                var space = parts[0].IndexOf(' ', StringComparison.Ordinal);
                Add(parts[0][space..], new Terme(categorie, int.Parse(parts[0].AsSpan(0, space), CultureInfo.InvariantCulture), parts.ElementAtOrDefault(1)));
                break;
        }
    }

    private void Add(string motif, Terme terme)
    {
        foreach (var steps in Motif.Expand(motif))
        {
            Termes.Add(steps, terme);
            Fautes.Learn(steps, meant: !terme.EstFauxAmi);
        }
    }

    private static void AddWords(HashSet<string> words, string line)
    {
        foreach (var steps in Motif.Expand(line)) words.UnionWith(steps);
    }

    private static IEnumerable<(string Section, string Line)> Lines(string name)
    {
        var type = typeof(Lexique);
        using var stream = type.Assembly.GetManifestResourceStream($"{type.Namespace}.Lexiques.{name}.txt")
            ?? throw new InvalidOperationException($"The list '{name}' is missing.");
        using var reader = new StreamReader(stream);
        var section = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '=') section = line[1..].Trim();
            else yield return (section, line.Trim());
        }
    }
}
