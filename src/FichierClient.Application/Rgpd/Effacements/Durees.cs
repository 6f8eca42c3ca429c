namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>What the law has an erasure keep, as it stands from a day on: a change of the law is one more line here, and documents of earlier years keep theirs.</summary>
/// <param name="Depuis">First close of a financial year to which it applies.</param>
/// <param name="AnneesPieceComptable">Years from the close of the financial year for which accounting documents are kept (C. com. L123-22).</param>
public sealed record Durees(DateOnly Depuis, int AnneesPieceComptable)
{
    /// <summary>The oldest first.</summary>
    private static readonly IReadOnlyList<Durees> Toutes = [new(DateOnly.MinValue, 10)];

    /// <summary>What applies to a financial year that closes on a day.</summary>
    public static Durees At(DateOnly cloture) => Toutes.Last(d => d.Depuis <= cloture);

    /// <summary>The last day on which a document of a financial year is kept.</summary>
    public static DateOnly PieceComptable(DateOnly cloture) => cloture.AddYears(At(cloture).AnneesPieceComptable);
}
