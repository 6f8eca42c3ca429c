using FichierClient.Application.Rgpd.Cles;
using FichierClient.Domain.Rgpd.Oppositions;

namespace FichierClient.Application.Rgpd.Oppositions;

/// <summary>Something by which a person is reached, in clear: for comparing with the list, never for storing there.</summary>
public readonly record struct IdentifiantPersonne(GenreIdentifiant Genre, string Valeur)
{
    /// <summary>The name under which this kind goes into a print.</summary>
    public string Cle => CleOf(Genre);

    public static string CleOf(GenreIdentifiant genre) => genre switch
    {
        GenreIdentifiant.Email => Identifiants.Email,
        GenreIdentifiant.Telephone => Identifiants.Telephone,
        GenreIdentifiant.Url => Identifiants.Url,
        _ => Identifiants.Domaine,
    };

    public static IdentifiantPersonne Email(string adresse) => new(GenreIdentifiant.Email, adresse);

    public static IdentifiantPersonne Telephone(string numero) => new(GenreIdentifiant.Telephone, numero);

    /// <summary>Addresses and numbers of a form; empty ones left out.</summary>
    public static IReadOnlyList<IdentifiantPersonne> Of(IEnumerable<string?> emails, IEnumerable<string?> telephones) =>
    [
        .. emails.Where(e => !string.IsNullOrWhiteSpace(e)).Select(e => Email(e!)),
        .. telephones.Where(t => !string.IsNullOrWhiteSpace(t)).Select(t => Telephone(t!)),
    ];
}
