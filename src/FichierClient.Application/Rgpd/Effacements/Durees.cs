namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>What the law has an erasure keep, as it stands from a day on: a change of the law is one more line here, and documents of earlier years keep theirs.</summary>
/// <param name="Depuis">First close of a financial year to which it applies.</param>
/// <param name="AnneesPieceComptable">Years from the close of the financial year for which accounting documents are kept (C. com. L123-22).</param>
/// <param name="AnneesFinContrat">Years ahead that the last day of a sealed contract may lie at most: a later one is a slip of the pen, and would be kept as long.</param>
public sealed record Durees(DateOnly Depuis, int AnneesPieceComptable, int AnneesFinContrat)
{
    /// <summary>The oldest first.</summary>
    private static readonly IReadOnlyList<Durees> Toutes = [new(DateOnly.MinValue, 10, 10)];

    /// <summary>What applies to a financial year that closes on a day.</summary>
    public static Durees At(DateOnly cloture) => Toutes.Last(d => d.Depuis <= cloture);

    /// <summary>The last day on which a document of a financial year is kept.</summary>
    public static DateOnly PieceComptable(DateOnly cloture) => cloture.AddYears(At(cloture).AnneesPieceComptable);

    /// <summary>The latest last day of a contract that is sealed today.</summary>
    public static DateOnly FinContrat(DateOnly today) => today.AddYears(At(today).AnneesFinContrat);
}
