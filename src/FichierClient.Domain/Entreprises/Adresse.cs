using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Entreprises;

/// <summary>A postal address in the parts of La Poste's norm (NF Z10-011). Every part may be missing.</summary>
public sealed record Adresse
{
    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Supprimer)]
    public string? Voie { get; init; }

    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Supprimer)]
    public string? Complement { get; init; }

    [NonPersonnelle("Maille de la commune")]
    public string? CodePostal { get; init; }

    [NonPersonnelle("Maille de la commune")]
    public string? Commune { get; init; }

    /// <summary>INSEE's code of the commune, five characters (2A and 2B in Corsica).</summary>
    [NonPersonnelle("Maille de la commune")]
    public string? CodeInsee { get; init; }

    [NonPersonnelle("Maille de la commune")]
    public string? Cedex { get; init; }

    /// <summary>ISO 3166-1 alpha-2; null is unknown.</summary>
    [NonPersonnelle("Pays")]
    public string? Pays { get; init; }

    public static Adresse Vide { get; } = new();

    public bool EstVide => this == Vide;

    /// <summary>
    /// The département of a French address from its postcode: two digits, 2A or 2B for Corsica (20000–20199 and the rest
    /// of 20), three digits overseas (97, 98). Null elsewhere or unknown. A few communes have their neighbour's postcode.
    /// </summary>
    public string? Departement
    {
        get
        {
            if (Pays is not (null or "FR")) return null;
            if (CodeInsee is { Length: 5 }) return CodeInsee[..(CodeInsee.StartsWith("97", StringComparison.Ordinal) || CodeInsee.StartsWith("98", StringComparison.Ordinal) ? 3 : 2)];
            if (CodePostal is not { Length: 5 } || !CodePostal.All(char.IsAsciiDigit)) return null;
            return CodePostal[..2] switch
            {
                "20" => string.CompareOrdinal(CodePostal, "20200") < 0 ? "2A" : "2B",
                "97" or "98" => CodePostal[..3],
                var two => two,
            };
        }
    }

    /// <summary>Trims each part and turns empty ones into null.</summary>
    public Adresse Cleaned() => new()
    {
        Voie = Clean(Voie),
        Complement = Clean(Complement),
        CodePostal = Clean(CodePostal),
        Commune = Clean(Commune),
        CodeInsee = Clean(CodeInsee),
        Cedex = Clean(Cedex),
        Pays = Clean(Pays)?.ToUpperInvariant(),
    };

    public override string ToString() =>
        string.Join(", ", new[] { Voie, Complement, $"{CodePostal} {Commune}".Trim(), Cedex, Pays }.Where(p => !string.IsNullOrEmpty(p)));

    private static string? Clean(string? part) => Texte.Clean(part);
}
