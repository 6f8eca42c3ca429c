namespace FichierClient.Domain.Rgpd.Garde;

/// <summary>
/// Reads a free text before it is kept (rgpd.md 3.9): numbers that are refused by their keys, and words of RGPD art. 9 and 10 and insults by French
/// lists, weighed by what surrounds them. It decides nothing alone: words are shown to the author, who may have a reason.
/// </summary>
public static class GardeTexte
{
    /// <summary>Points from which a passage is shown.</summary>
    private const int Seuil = 50;

    /// <summary>What was found, in the order of the text.</summary>
    /// <param name="texte">A note, a field; null and empty hold nothing.</param>
    /// <param name="contexte">The linked entreprise.</param>
    public static IReadOnlyList<Signalement> Examine(string? texte, ContexteNote contexte = default)
    {
        if (string.IsNullOrWhiteSpace(texte)) return [];
        return [.. Numbers(texte).Concat(Words(texte, contexte)).OrderBy(s => s.Debut).ThenBy(s => s.Categorie)];
    }

    /// <summary>The numbers that are refused outright.</summary>
    public static IReadOnlyList<Signalement> Numbers(string? texte)
    {
        if (string.IsNullOrWhiteSpace(texte)) return [];
        List<Signalement> numeros = [.. Nir.Find(texte), .. Iban.Find(texte)];
        numeros.AddRange(CarteBancaire.Find(texte).Where(c => !numeros.Exists(n => Overlap(n, c))));
        return numeros;
    }

    /// <summary>What a text holds that the one before it didn't: the same words of the same kind were seen already.</summary>
    public static IReadOnlyList<Signalement> Added(string? texte, string? avant, ContexteNote contexte = default)
    {
        var found = Examine(texte, contexte);
        if (found.Count == 0 || string.IsNullOrWhiteSpace(avant)) return found;
        var seen = Examine(avant, contexte).Select(s => (s.Categorie, avant.Substring(s.Debut, s.Longueur))).ToHashSet();
        return [.. found.Where(s => !seen.Contains((s.Categorie, texte!.Substring(s.Debut, s.Longueur))))];
    }

    private static IEnumerable<Signalement> Words(string texte, ContexteNote contexte)
    {
        var lexique = Lexique.Instance;
        var mots = Mots.Of(texte).ConvertAll(lexique.Fautes.Correct);
        var found = new List<Trouvaille>();
        for (var i = 0; i < mots.Count; i++) lexique.Termes.Find(mots, i, found);
        if (found.Count == 0) return [];
        var lecture = new LectureNote(mots, contexte, lexique);
        var fauxAmis = found.Where(f => f.Terme.EstFauxAmi).ToList();
        var kept = new List<Trouvaille>();
        foreach (var (trouvaille, _) in found.Where(f => !f.Terme.EstFauxAmi && !fauxAmis.Exists(x => Same(x, f)))
            .Select(f => (Trouvaille: f, Points: lecture.Score(f))).Where(x => x.Points >= Seuil).OrderByDescending(x => x.Points).ThenByDescending(x => x.Trouvaille.Dernier - x.Trouvaille.Premier))
        {
            if (!kept.Exists(k => Same(k, trouvaille))) kept.Add(trouvaille);
        }

        // A hereditary illness is told once.
        kept.RemoveAll(k => k.Terme.Categorie == CategorieSensible.Sante && kept.Exists(g => g.Terme.Categorie == CategorieSensible.Genetique && Touch(g, k)));
        return kept.Select(k => new Signalement(
            k.Terme.Categorie, mots[k.Premier].Debut, mots[k.Dernier].Fin - mots[k.Premier].Debut, k.Terme.Suggestion ?? lexique.Domaines[k.Terme.Categorie].Suggestion));
    }

    /// <summary>Of one category, with a word in common.</summary>
    private static bool Same(Trouvaille a, Trouvaille b) => a.Terme.Categorie == b.Terme.Categorie && Touch(a, b);

    private static bool Touch(Trouvaille a, Trouvaille b) => a.Premier <= b.Dernier && b.Premier <= a.Dernier;

    private static bool Overlap(Signalement a, Signalement b) => a.Debut < b.Debut + b.Longueur && b.Debut < a.Debut + a.Longueur;
}
