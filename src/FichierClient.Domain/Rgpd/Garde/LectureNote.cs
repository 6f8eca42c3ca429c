using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Garde;

/// <summary>How much a passage speaks of a person, and how much of a trade: the words around it, the linked entreprise.</summary>
internal sealed class LectureNote
{
    private const int ParPersonne = 20, ParFonction = 10, AilleursPersonne = 10, MaxPersonne = 35;
    private const int ParAffaire = 8, MaxAffaire = 24, ParMetier = 15, MaxMetier = 45, ParSecteur = 25;
    private static readonly HashSet<string> Civilites = new(["m", "mr", "mme", "mlle", "monsieur", "madam", "mademoisel", "me", "dr"], StringComparer.Ordinal);

    private readonly List<Mot> mots;
    private readonly Lexique lexique;
    private readonly HashSet<string> nomEntreprise;
    private readonly string naf;
    private readonly bool anyPerson;

    public LectureNote(List<Mot> mots, ContexteNote contexte, Lexique lexique)
    {
        (this.mots, this.lexique) = (mots, lexique);
        nomEntreprise = [.. Mots.Of(contexte.Entreprise ?? "").Select(m => m.Racine)];
        naf = Identifiant.Clean(contexte.Naf) ?? "";
        anyPerson = Enumerable.Range(0, mots.Count).Any(IsPerson);
    }

    /// <summary>The points of a passage with those of what surrounds it; 0 when it is a name.</summary>
    public int Score(Trouvaille found)
    {
        if (IsName(found)) return 0;
        var (start, end) = Sentence(found);
        var domaine = lexique.Domaines[found.Terme.Categorie];
        int person = 0, function = 0, business = 0, trade = 0;
        for (var i = start; i <= end; i++)
        {
            if (i >= found.Premier && i <= found.Dernier) continue;
            if (IsPerson(i)) person++;
            if (lexique.Fonction.Contains(mots[i].Racine)) function++;
            if (lexique.Affaire.Contains(mots[i].Racine)) business++;
            if (domaine.Metier.Contains(mots[i].Racine)) trade++;
        }

        var up = person * ParPersonne + function * ParFonction + (anyPerson && person == 0 ? AilleursPersonne : 0);
        var down = Math.Min(business * ParAffaire, MaxAffaire) + Math.Min(trade * ParMetier, MaxMetier) + (IsTrade(domaine) ? ParSecteur : 0);
        return found.Terme.Points + Math.Min(up, MaxPersonne) - down;
    }

    private bool IsPerson(int i) => lexique.Personne.Contains(mots[i].Racine) || (Civilites.Contains(mots[i].Racine) && i + 1 < mots.Count && mots[i + 1].EstMajuscule);

    /// <summary>« Mme Gay », « Nathalie Gay », or a word of the entreprise's own name.</summary>
    private bool IsName(Trouvaille found)
    {
        if (Enumerable.Range(found.Premier, found.Dernier - found.Premier + 1).All(i => nomEntreprise.Contains(mots[i].Racine))) return true;
        if (found.Premier != found.Dernier || !IsCapitalized(mots[found.Premier]) || found.Premier == 0) return false;
        var before = mots[found.Premier - 1];
        return Civilites.Contains(before.Racine) || (IsCapitalized(before) && !before.FinDePhrase);
    }

    private static bool IsCapitalized(Mot mot) => mot.EstMajuscule && mot.Ecrit.Length > 1 && char.IsLower(mot.Ecrit[1]);

    private bool IsTrade(Domaine domaine) =>
        domaine.Naf.Exists(code => naf.StartsWith(code, StringComparison.Ordinal)) || nomEntreprise.Overlaps(domaine.Metier);

    private (int Start, int End) Sentence(Trouvaille found)
    {
        var (start, end) = (found.Premier, found.Dernier);
        while (start > 0 && !mots[start - 1].FinDePhrase) start--;
        while (end < mots.Count - 1 && !mots[end].FinDePhrase) end++;
        return (start, end);
    }
}
