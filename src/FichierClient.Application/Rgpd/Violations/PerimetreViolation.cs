using FichierClient.Domain.Rgpd;

namespace FichierClient.Application.Rgpd.Violations;

public enum GenrePerimetre
{
    Membre,
    Export,
    Periode,
    Organisation,
}

/// <summary>Who or what a breach reached, counted on the client file.</summary>
public sealed record PerimetreViolation
{
    public GenrePerimetre Genre { get; init; }

    /// <summary>The member's name, the export's list; null for a period or all.</summary>
    public string? Objet { get; init; }
    public DateTimeOffset? Du { get; init; }
    public DateTimeOffset? Au { get; init; }
    public DateTimeOffset CalculeLe { get; init; }

    /// <summary>Natural persons: contacts, and entreprises that are one.</summary>
    public int Personnes { get; init; }

    /// <summary>An upper limit: the export's own rows can't be told apart any more.</summary>
    public bool EstMajorant { get; init; }
    public IReadOnlyList<LignePerimetre> Lignes { get; init; } = [];

    /// <summary>Exports that were made, and their rows.</summary>
    public int Exports { get; init; }
    public long LignesExportees { get; init; }

    /// <summary>Records that the member changed.</summary>
    public int FichesModifiees { get; init; }

    public int Enregistrements => Lignes.Sum(l => l.Enregistrements);
}

/// <summary>The rows of a table within the scope, with the categories of data that the map says it holds.</summary>
public sealed record LignePerimetre(string Table, int Enregistrements, IReadOnlyList<CategorieDonnee> Categories);
