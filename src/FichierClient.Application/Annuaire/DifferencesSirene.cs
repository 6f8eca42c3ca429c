using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;

namespace FichierClient.Application.Annuaire;

/// <summary>A change that a row of a stock file proposes.</summary>
internal sealed record DifferenceSirene(NatureProposition Nature, string? Actuel, ValeursSirene Valeurs);

/// <summary>What a row of a stock file says otherwise than a record.</summary>
internal static class DifferencesSirene
{
    /// <summary>Of what a row speaks at all: what it doesn't say any more isn't proposed any longer.</summary>
    public static NatureProposition[] Speaks(GenreSirene genre, LigneSirene ligne) => genre switch
    {
        GenreSirene.Doublons => [NatureProposition.SirenRemplace],
        GenreSirene.Etablissement => EstSiege(ligne) ? [NatureProposition.Demenagee, NatureProposition.Siret] : [],
        // A row that is cut short, or doesn't tell, says nothing.
        _ => [.. ligne["etatAdministratifUniteLegale"] is null ? Array.Empty<NatureProposition>() : [NatureProposition.Cessee], .. ligne["activitePrincipaleUniteLegale"] is null ? Array.Empty<NatureProposition>() : [NatureProposition.Naf]],
    };

    /// <param name="genre">Which file.</param>
    /// <param name="ligne">Its row.</param>
    /// <param name="e">The record.</param>
    /// <param name="estCessee">The stock of units said that the record's own number ceased.</param>
    public static IEnumerable<DifferenceSirene> Of(GenreSirene genre, LigneSirene ligne, Entreprise e, bool estCessee) => genre switch
    {
        GenreSirene.Doublons => Replaced(ligne, e, estCessee),
        GenreSirene.Etablissement => Moved(ligne, e),
        _ => Changed(ligne, e),
    };

    /// <summary>The pairs of the file don't say which of both numbers lives on: the one that ceased is replaced.</summary>
    private static IEnumerable<DifferenceSirene> Replaced(LigneSirene ligne, Entreprise e, bool estCessee)
    {
        if (estCessee && ligne.Remplacant is { } other && other != e.Siren) yield return new(NatureProposition.SirenRemplace, e.Siren, new ValeursSirene { Siren = other });
    }

    /// <summary>The head office is another establishment than the one that is known. Where none is known, or at the same address, its number alone is new.</summary>
    private static IEnumerable<DifferenceSirene> Moved(LigneSirene ligne, Entreprise e)
    {
        if (!EstSiege(ligne) || ligne["siret"] is not { } siret || siret == e.Siret || Siret.Problem(siret) is not null) yield break;
        var voie = string.Join(' ', new[] { "numeroVoieEtablissement", "indiceRepetitionEtablissement", "typeVoieEtablissement", "libelleVoieEtablissement" }.Select(c => ligne[c]).OfType<string>());
        if (e.Siret is null || (ligne["codePostalEtablissement"] == e.Facturation.CodePostal && TexteNormalise.Of(voie) == TexteNormalise.Of(e.Facturation.Voie ?? "")))
        {
            yield return new(NatureProposition.Siret, e.Siret, new ValeursSirene { Siret = siret });
            yield break;
        }

        yield return new(NatureProposition.Demenagee, e.Siret, new ValeursSirene
        {
            Siret = siret,
            Voie = voie.Length == 0 ? null : voie,
            Complement = ligne["complementAdresseEtablissement"],
            CodePostal = ligne["codePostalEtablissement"],
            Commune = ligne["libelleCommuneEtablissement"],
            CodeInsee = ligne["codeCommuneEtablissement"],
            Depuis = ligne["dateDebut"],
        });
    }

    /// <summary>An old list of the NAF is left alone.</summary>
    private static IEnumerable<DifferenceSirene> Changed(LigneSirene ligne, Entreprise e)
    {
        if (ligne["etatAdministratifUniteLegale"] == "C" && e.StatutManuel != StatutEntreprise.AncienClient) yield return new(NatureProposition.Cessee, e.StatutManuel?.ToString(), new ValeursSirene { Depuis = ligne["dateDebut"] });
        if (ligne["nomenclatureActivitePrincipaleUniteLegale"] == "NAFRev2" && ligne["activitePrincipaleUniteLegale"] is { } naf && Bare(naf) != Bare(e.CodeNaf))
            yield return new(NatureProposition.Naf, e.CodeNaf, new ValeursSirene { CodeNaf = CodeNaf.Normalize(naf) });
    }

    private static bool EstSiege(LigneSirene ligne) => ligne["etablissementSiege"] == "true" && ligne["etatAdministratifEtablissement"] == "A";

    /// <summary>Files write 43.32A, people 4332A.</summary>
    private static string? Bare(string? naf) => naf?.Replace(".", "", StringComparison.Ordinal);
}
