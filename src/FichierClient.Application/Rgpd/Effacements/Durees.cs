namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>Limits of law that an erasure applies, each with its source and the day from which it is applied here.</summary>
public static class Durees
{
    /// <summary>Accounting documents: ten years from the close of the financial year (C. com. L123-22). Applied since 2026-11-30.</summary>
    public const int AnneesPieceComptable = 10;

    /// <summary>The last day on which a document of a financial year is kept.</summary>
    public static DateOnly PieceComptable(DateOnly cloture) => cloture.AddYears(AnneesPieceComptable);
}
