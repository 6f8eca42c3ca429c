namespace FichierClient.Domain.Rgpd.Garde;

/// <summary>What the end of a pattern means.</summary>
internal sealed record Terme(CategorieSensible Categorie, int Points, string? Suggestion)
{
    /// <summary>A turn of phrase in which the word means something else: it cancels what it covers.</summary>
    public bool EstFauxAmi => Points == 0;
}

/// <summary>A pattern found in a text: its first and last word.</summary>
internal readonly record struct Trouvaille(Terme Terme, int Premier, int Dernier);

/// <summary>All patterns of all lists in one tree of steps, so that a text is read once.</summary>
internal sealed class Arbre
{
    private const int MaxSaut = 3;
    private readonly Dictionary<string, Arbre> suite = new(StringComparer.Ordinal);
    private readonly List<(string Debut, Arbre Suite)> debuts = [];
    private readonly List<Terme> termes = [];
    private Arbre? saut;

    public void Add(IReadOnlyList<string> steps, Terme terme)
    {
        var at = this;
        foreach (var step in steps) at = at.Next(step);
        at.termes.Add(terme);
    }

    /// <summary>Each pattern that starts at a word.</summary>
    public void Find(List<Mot> mots, int premier, List<Trouvaille> found) => Walk(mots, premier, premier, found);

    private void Walk(List<Mot> mots, int premier, int at, List<Trouvaille> found)
    {
        if (at > premier)
        {
            foreach (var terme in termes) found.Add(new Trouvaille(terme, premier, at - 1));
        }

        if (saut is not null)
        {
            for (var skip = 0; skip <= MaxSaut && at + skip < mots.Count && (skip == 0 || !mots[at + skip - 1].FinDePhrase); skip++) saut.Walk(mots, premier, at + skip, found);
        }

        if (at < mots.Count && (at == premier || !mots[at - 1].FinDePhrase)) Step(mots, premier, at, found);
    }

    private void Step(List<Mot> mots, int premier, int at, List<Trouvaille> found)
    {
        var mot = mots[at];
        if (suite.TryGetValue(mot.Racine, out var next)) next.Walk(mots, premier, at + 1, found);
        if (mot.EstMajuscule && suite.TryGetValue(Motif.Exact + mot.Ecrit, out next)) next.Walk(mots, premier, at + 1, found);
        if (mot.EstNombre && suite.TryGetValue(Motif.Nombre, out next)) next.Walk(mots, premier, at + 1, found);
        foreach (var (debut, after) in debuts)
        {
            if (mot.Entier.StartsWith(debut, StringComparison.Ordinal)) after.Walk(mots, premier, at + 1, found);
        }
    }

    private Arbre Next(string step)
    {
        if (step == Motif.Saut) return saut ??= new Arbre();
        if (suite.TryGetValue(step, out var known)) return known;
        if (step[^1] != Motif.Debut) return suite[step] = new Arbre();
        var debut = step[..^1];
        var next = debuts.Find(d => d.Debut == debut).Suite;
        if (next is null) debuts.Add((debut, next = new Arbre()));
        return next;
    }
}
