using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports;

/// <summary>Data of others need a contract or a proof of their collection before the first row is read (rgpd.md 3.3); it is asked once for each source, on the page and on the command line.</summary>
public static class PreuveOrigine
{
    /// <summary>What is missing, as a sentence; null: nothing is.</summary>
    public static async Task<string?> ProblemAsync(AppDbContext db, OrigineImport origine, CancellationToken cancellationToken)
    {
        if (!OfOthers(origine)) return null;
        if (origine.Preuve is { Length: > Source.PlusLong }) return Texts.Get("Texte_trop_long", Source.PlusLong);
        return string.IsNullOrWhiteSpace(origine.Preuve) && await SourceAsync(db, origine, cancellationToken) is null or { Contrat: null, PreuveCollecte: null } ? Texts.Get("Import_preuve") : null;
    }

    /// <summary>Keeps the proof with the source that the import has named; the caller saves.</summary>
    internal static async Task ProveAsync(AppDbContext db, OrigineImport origine, Guid? membreId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (OfOthers(origine) && await SourceAsync(db, origine, cancellationToken) is { } source) source.Prove(origine.Preuve, membreId, now);
    }

    private static bool OfOthers(OrigineImport origine) => origine.Partie is Partie.Partenaire or Partie.Tiers;

    private static Task<Source?> SourceAsync(AppDbContext db, OrigineImport origine, CancellationToken cancellationToken) =>
        db.Sources.FirstOrDefaultAsync(s => s.Nom == origine.Source.Trim() && s.Partie == origine.Partie, cancellationToken);
}
