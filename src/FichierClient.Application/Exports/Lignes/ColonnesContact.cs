using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Domain.Contacts;
using static FichierClient.Application.Exports.Lignes.TypeColonne;

namespace FichierClient.Application.Exports.Lignes;

/// <summary>The columns of the list of contacts.</summary>
internal static class ColonnesContact
{
    private static readonly Opposition[] Channels = [Opposition.Email, Opposition.Telephone, Opposition.Courrier, Opposition.Profilage];

    /// <param name="demandee">Key and title, as the page has them.</param>
    /// <param name="zone">The organisation's.</param>
    public static IEnumerable<Colonne<ContactRow>> Of(ColonneDemandee demandee, TimeZoneInfo zone)
    {
        Colonne<ContactRow> One(Func<ContactRow, object?> value, TypeColonne type = Texte) => Colonne<ContactRow>.Of(demandee.Cle, demandee.Titre, value, type);
        return demandee.Cle switch
        {
            "nom" => [One(r => $"{r.Nom} {r.Prenom}".Trim())],
            "entreprise" => [One(r => r.Lien?.Entreprise)],
            "fonction" => [One(r => r.Lien?.Fonction)],
            "ville" => [One(r => r.Lien?.Ville)],
            "email" => [One(r => r.Email)],
            "telephone" => [One(r => r.Telephone?.Texte, Identifiant)],
            "echange" =>
            [
                One(r => r.DernierEchange is { } e ? TimeZoneInfo.ConvertTime(e.Le, zone) : null, Instant),
                Colonne<ContactRow>.Of("echange_nature", Texts.Get("Export_nature"), r => r.DernierEchange is { } e ? Tableaux.Mot(e.Type) : null),
            ],
            "opposition" => [One(r => Refused(r.Oppositions))],
            _ => [],
        };
    }

    /// <summary>The refused channels in words; null when none is.</summary>
    public static string? Refused(Opposition oppositions) => oppositions == Opposition.None
        ? null
        : string.Join(", ", Channels.Where(c => oppositions.HasFlag(c)).Select(c => Tableaux.Mot(c)));
}
