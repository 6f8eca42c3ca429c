using FichierClient.Application.Common;

namespace FichierClient.Application.Exports.Lignes;

/// <summary>How the values of a column are typed.</summary>
internal enum TypeColonne
{
    Texte,

    /// <summary>Digits that are a name: SIREN, phone, number of an invoice. Never a number in any format.</summary>
    Identifiant,
    Date,

    /// <summary>Day and hour in the organisation's zone, as a <see cref="DateTimeOffset"/>.</summary>
    Instant,

    /// <summary>In the organisation's currency.</summary>
    Montant,

    /// <summary>A number without unit.</summary>
    Nombre,

    /// <summary>0.12 for 12 %.</summary>
    Pourcentage,
}

/// <param name="Cle">Stable name: the key in JSON.</param>
/// <param name="Titre">The header.</param>
/// <param name="Type">Of its values: <c>string</c>, <c>DateOnly</c>, <c>DateTimeOffset</c>, <c>decimal</c>, or null.</param>
internal sealed record Colonne(string Cle, string Titre, TypeColonne Type = TypeColonne.Texte);

/// <summary>Columns and rows, typed; the rows come one by one from the database and can be read once.</summary>
internal sealed record Tableau(IReadOnlyList<Colonne> Colonnes, IAsyncEnumerable<object?[]> Lignes);

/// <summary>A column with how its value is taken from a row.</summary>
internal sealed record Colonne<TRow>(Colonne Entete, Func<TRow, object?> Value)
{
    public static Colonne<TRow> Of(string cle, string titre, Func<TRow, object?> value, TypeColonne type = TypeColonne.Texte) => new(new Colonne(cle, titre, type), value);
}

internal static class Tableaux
{
    public static Tableau Of<TRow>(IReadOnlyList<Colonne<TRow>> colonnes, IAsyncEnumerable<TRow> lignes) =>
        new([.. colonnes.Select(c => c.Entete)], lignes.Select(row => colonnes.Select(c => c.Value(row)).ToArray()));

    /// <summary>The columns that the list shows, in its order; <paramref name="of"/> gives those of a key, none for a key that it doesn't know.</summary>
    public static IReadOnlyList<Colonne<TRow>> Shown<TRow>(DemandeExport demande, Func<ColonneDemandee, IEnumerable<Colonne<TRow>>> of) =>
        [.. demande.Colonnes.SelectMany(of)];

    /// <summary>A word of the program for a value, in the requester's language.</summary>
    public static string Mot(Enum value) => Texts.Get($"Export_{value.GetType().Name}_{value}");
}
