namespace FichierClient.Domain.Rgpd.Garde;

/// <summary>What a free text should not hold: RGPD art. 9 and 10, insults, and numbers that never belong in a note.</summary>
public enum CategorieSensible
{
    Sante,
    Religion,
    Syndicat,
    Politique,
    Origine,
    Sexualite,
    Genetique,
    Infraction,
    Injure,
    Nir,
    Iban,
    Carte,
}

/// <summary>A passage of a text.</summary>
/// <param name="Categorie">Why it was found.</param>
/// <param name="Debut">Offset of its first character.</param>
/// <param name="Longueur">In characters.</param>
/// <param name="Suggestion">Another way to say it, in French as the notes are; null for numbers.</param>
public sealed record Signalement(CategorieSensible Categorie, int Debut, int Longueur, string? Suggestion)
{
    /// <summary>Refused outright: no reason makes such a number belong in a note.</summary>
    public bool EstBloquant => Categorie is CategorieSensible.Nir or CategorieSensible.Iban or CategorieSensible.Carte;
}

/// <summary>Whose note it is: a clinic's beds are no health datum.</summary>
/// <param name="Entreprise">The name of the linked entreprise.</param>
/// <param name="Naf">Its NAF code, such as <c>8610Z</c> or <c>86.10Z</c>.</param>
public readonly record struct ContexteNote(string? Entreprise = null, string? Naf = null);
