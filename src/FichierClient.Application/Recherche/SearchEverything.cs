using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Limitations;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Recherche;

/// <summary>What was found: an entreprise, a contact or a vente.</summary>
/// <param name="Genre">"entreprise", "contact" or "vente".</param>
/// <param name="Id">Its key.</param>
/// <param name="Titre">Its name, or type and number.</param>
/// <param name="Detail">What tells it from others of the same name.</param>
/// <param name="Jour">Of a vente.</param>
/// <param name="Montant">Of a vente: HT in its own currency.</param>
/// <param name="Devise">Of the amount.</param>
public sealed record SearchRow(string Genre, Guid Id, string Titre, string? Detail, DateOnly? Jour, decimal? Montant, string? Devise);

/// <summary>
/// Finds anything that the member may open by part of a name without accents, SIREN or SIRET with or without spaces,
/// beginning of an e-mail address or invoice number, phone in any writing.
/// </summary>
public sealed class SearchEverything(UseCaseServices services) : UseCase<string, IReadOnlyList<SearchRow>>(services)
{
    private const int ShownOfEach = 8;
    private const int LongestText = 200;

    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<IReadOnlyList<SearchRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, string request, CancellationToken cancellationToken)
    {
        var texte = request.Trim();
        if (texte.Length is 0 or > LongestText) return Outcome.Of<IReadOnlyList<SearchRow>>([]);
        var words = SearchWords.Of(texte);
        var rows = await db.Database.SqlQuery<SearchRow>($"""
            select * from fichier_rechercher({words.Debut}, {words.Parts}, {words.Email}, {words.E164}, {words.Numero},
                {acteur.MembreId}, {acteur.Responsables?.ToArray()}, {ShownOfEach})
            """).ToListAsync(cancellationToken);
        var hidden = await db.RestrictedAsync(acteur, [.. rows.Select(r => r.Id)], cancellationToken);
        return Outcome.Of<IReadOnlyList<SearchRow>>([.. rows.Where(row => !hidden.Contains(row.Id) && (row.Genre != "vente" || acteur.Allows(Permission.VentesRead))).Select(Named)]);
    }

    /// <summary>A vente whose file had no numbers was found by its fingerprint, which names it to nobody.</summary>
    private static SearchRow Named(SearchRow row) => row.Genre == "vente" && row.Titre.Split(' ') is [var type, var numero] && numero.StartsWith(Vente.SerieSansNumero, StringComparison.Ordinal)
        ? row with { Titre = Texts.Get(type == nameof(TypeVente.Avoir) ? "Avoir_sans_numero" : "Facture_sans_numero") } : row;
}

/// <summary>What a typed text may mean.</summary>
/// <param name="Debut">Beginning of a name; of a SIREN when only digits were typed.</param>
/// <param name="Parts">LIKE patterns that all must match, the longest first: an index finds by it; words shorter than a trigram only refine others.</param>
/// <param name="Email">Beginning of an address.</param>
/// <param name="E164">A whole phone number.</param>
/// <param name="Numero">Beginning of an invoice number.</param>
public sealed record SearchWords(string Debut, string[] Parts, string? Email, string? E164, string? Numero)
{
    private const int Trigram = 3;

    public static SearchWords Of(string texte)
    {
        var digits = string.Concat(texte.Where(char.IsAsciiDigit));
        // A number is typed with spaces or dots: "732 829 320", "01.23.45.67.89".
        var isNumber = digits.Length >= Trigram && texte.All(c => char.IsAsciiDigit(c) || char.IsWhiteSpace(c) || c is '.' or '+' or '(' or ')' or '-');
        var debut = isNumber ? digits : TexteNormalise.Of(texte);
        var words = debut.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var parts = words.Any(w => w.Length >= Trigram) ? [.. words.OrderByDescending(w => w.Length).Select(w => $"%{SqlText.Literal(w)}%")] : Array.Empty<string>();
        var oneWord = texte.All(c => !char.IsWhiteSpace(c));
        return new SearchWords(
            debut,
            parts,
            oneWord && texte.Contains('@', StringComparison.Ordinal) ? texte.ToLowerInvariant() : null,
            isNumber ? Telephones.E164(texte) : null,
            oneWord && texte.Length >= Trigram && digits.Length > 0 ? texte.ToUpperInvariant() : null);
    }
}
