using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Entreprises;
using static FichierClient.Application.Exports.Lignes.TypeColonne;

namespace FichierClient.Application.Exports.Lignes;

/// <summary>The columns of the list of entreprises.</summary>
internal static class ColonnesEntreprise
{
    /// <param name="demandee">Key and title, as the page has them.</param>
    /// <param name="today">Ends the twelve months.</param>
    /// <param name="zone">The organisation's.</param>
    public static IEnumerable<Colonne<EntrepriseRow>> Of(ColonneDemandee demandee, DateOnly today, TimeZoneInfo zone)
    {
        Colonne<EntrepriseRow> One(Func<EntrepriseRow, object?> value, TypeColonne type = Texte) => Colonne<EntrepriseRow>.Of(demandee.Cle, demandee.Titre, value, type);
        return demandee.Cle switch
        {
            "nom" => [One(r => r.Nom)],
            "ville" => [One(r => r.Ville)],
            "statut" => [One(r => Tableaux.Mot(r.Statut))],
            "commercial" => [One(r => r.Responsable)],
            "ca12" => [One(r => r.Ca12m / 100m, Montant)],
            "evolution" => [One(Evolution, Pourcentage)],
            "mois" => Months(demandee, today),
            "vente" => [One(r => r.DerniereVente, Date)],
            "nomcommercial" => [One(r => r.NomCommercial)],
            "siren" => [One(r => r.Siren, Identifiant)],
            "canal" => [One(r => r.Canal)],
            "activite" => [One(r => Activites.Name(r.CodeNaf, r.LibelleNaf))],
            "etiquettes" => [One(r => r.Etiquettes.Count == 0 ? null : string.Join(", ", r.Etiquettes))],
            "telephone" => [One(r => r.Telephone?.Texte, Identifiant)],
            "email" => [One(r => r.Email)],
            "departement" => [One(r => r.Departement, Identifiant)],
            "cessee" => [One(r => r.CesseeLe, Date)],
            "potentiel" => [One(r => r.Potentiel, Montant)],
            "echange" =>
            [
                One(r => r.DernierEchange is { } e ? TimeZoneInfo.ConvertTime(e.Le, zone) : null, Instant),
                Colonne<EntrepriseRow>.Of("echange_nature", Texts.Get("Export_nature"), r => r.DernierEchange is { } e ? Tableaux.Mot(e.Type) : null),
            ],
            _ => [],
        };
    }

    /// <summary>As the list says it: no ratio without a year before, or below zero.</summary>
    private static object? Evolution(EntrepriseRow row) => (row.Ca12m, row.Ca12mPrecedents) switch
    {
        (0, 0) or ( < 0, _) => null,
        (_, <= 0) => Texts.Get("Export_nouveau"),
        var (now, before) => Math.Round((decimal)now / before - 1, 4, MidpointRounding.AwayFromZero),
    };

    /// <summary>The bars of the list, one column a month.</summary>
    private static IEnumerable<Colonne<EntrepriseRow>> Months(ColonneDemandee demandee, DateOnly today)
    {
        for (var i = 0; i < EntrepriseBeside.Months; i++)
        {
            var (at, month) = (i, today.AddMonths(i + 1 - EntrepriseBeside.Months).ToString("yyyy-MM", CultureInfo.InvariantCulture));
            yield return Colonne<EntrepriseRow>.Of($"{demandee.Cle}_{month}", $"{demandee.Titre} {month}", r => r.Mois[at], Montant);
        }
    }
}
