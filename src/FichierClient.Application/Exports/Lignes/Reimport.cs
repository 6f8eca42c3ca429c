using FichierClient.Domain.Entreprises;

namespace FichierClient.Application.Exports.Lignes;

/// <summary>
/// The columns of a lossless export: titles are the keys of the import's fields, which it recognises by themselves, and every
/// cell is written as the import reads it back.
/// </summary>
internal static class Reimport
{
    public static Colonne<TRow> Champ<TRow>(string cle, Func<TRow, object?> value) => Colonne<TRow>.Of(cle, cle, value);

    public static string? Oui(bool value) => value ? "oui" : null;

    /// <summary>What tells one entreprise from another, for records that hang on it.</summary>
    public static IEnumerable<Colonne<TRow>> Identite<TRow>(Func<TRow, Entreprise?> of) =>
    [
        Champ<TRow>("entreprise.nom", r => of(r)?.RaisonSociale),
        Champ<TRow>("entreprise.siren", r => of(r)?.Siren),
        Champ<TRow>("entreprise.siret", r => of(r)?.Siret),
        Champ<TRow>("entreprise.tva", r => of(r)?.NumeroTva),
        Champ<TRow>("entreprise.reference", r => of(r)?.Reference),
        Champ<TRow>("entreprise.code_postal", r => of(r)?.Facturation.CodePostal),
        Champ<TRow>("entreprise.pays", r => of(r)?.Facturation.Pays),
    ];
}
