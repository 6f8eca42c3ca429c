namespace FichierClient.Domain.Rgpd.Garde;

/// <summary>Typing errors: a long word that is one letter away from a word of the lists is read as that one.</summary>
internal sealed class Fautes
{
    private const int Longueur = 8;
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly Dictionary<char, List<string>> parInitiale = [];

    /// <summary>Takes the long words of a pattern.</summary>
    /// <param name="steps">The pattern.</param>
    /// <param name="meant">False: they are right as they are, and no other is read as them.</param>
    public void Learn(IReadOnlyList<string> steps, bool meant)
    {
        foreach (var step in steps)
        {
            if (step.Length < Longueur || step[0] == Motif.Exact || step[^1] == Motif.Debut || !known.Add(step) || !meant) continue;
            if (!parInitiale.TryGetValue(step[0], out var words)) parInitiale[step[0]] = words = [];
            words.Add(step);
        }
    }

    /// <summary>The word, with another root when it was mistyped. The first letter is seldom wrong, and tells many words apart.</summary>
    public Mot Correct(Mot mot)
    {
        if (mot.Racine.Length < Longueur || known.Contains(mot.Racine) || !parInitiale.TryGetValue(mot.Racine[0], out var words)) return mot;
        return words.Find(word => IsOneAway(mot.Racine, word)) is { } meant ? mot with { Racine = meant, Entier = meant } : mot;
    }

    /// <summary>One letter too many, too few, another, or two that changed places.</summary>
    private static bool IsOneAway(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 1) return false;
        var start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start]) start++;
        ReadOnlySpan<char> x = a.AsSpan(start), y = b.AsSpan(start);
        if (x.Length == y.Length)
        {
            return x.Length == 0 || x[1..].SequenceEqual(y[1..]) || (x.Length > 1 && x[0] == y[1] && x[1] == y[0] && x[2..].SequenceEqual(y[2..]));
        }

        return x.Length > y.Length ? x[1..].SequenceEqual(y) : y[1..].SequenceEqual(x);
    }
}
