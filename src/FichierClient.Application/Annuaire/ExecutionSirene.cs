using System.Text.Json;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Annuaire;

/// <summary>What Sirene says of an entreprise: the fields that a proposition would write.</summary>
public sealed record ValeursSirene
{
    public string? Siren { get; init; }
    public string? Siret { get; init; }
    public string? CodeNaf { get; init; }
    public string? Voie { get; init; }
    public string? Complement { get; init; }
    public string? CodePostal { get; init; }
    public string? Commune { get; init; }
    public string? CodeInsee { get; init; }

    /// <summary>Since when, as the file says.</summary>
    public string? Depuis { get; init; }

    /// <summary>As it is read.</summary>
    public string Lisible() => string.Join(' ', new[] { Siren, Siret is null ? null : Domain.Common.Siret.Format(Siret), CodeNaf, Complement, Voie, CodePostal, Commune, Since() }.Where(v => v is not null));

    private string? Since() => DateOnly.TryParseExact(Depuis, "yyyy-MM-dd", out var day) ? Texts.Get("Sirene_depuis", day.ToString("d", System.Globalization.CultureInfo.CurrentCulture)) : null;
}

/// <param name="Genre">Which stock file it was.</param>
/// <param name="Lues">Rows of the file.</param>
/// <param name="Connues">Rows of entreprises of the organisation.</param>
/// <param name="Proposees">Propositions that wait for a decision because of it.</param>
/// <param name="Partielles">Entreprises whose statut de diffusion changed.</param>
public sealed record BilanSirene(GenreSirene Genre, long Lues, long Connues, int Proposees, int Partielles);

/// <summary>
/// Goes through a stock file of Sirene for the SIREN that an organisation has, a few hundred at a time, and proposes what differs. Nothing of the file
/// is kept beside that: the whole directory is thirty million rows that the organisation has no use for.
/// </summary>
public sealed class ExecutionSirene(AppDbContextFactory contexts, TimeProvider clock)
{
    private const int Batch = 500;

    /// <exception cref="DomainException">It isn't a stock file.</exception>
    public async Task<BilanSirene> RunAsync(Guid tenantId, TextReader text, string source, CancellationToken cancellationToken)
    {
        var (genre, lignes) = await LectureSirene.OpenAsync(text, cancellationToken);
        var known = await KnownAsync(tenantId, cancellationToken);
        var (bilan, batch) = (new BilanSirene(genre, 0, 0, 0, 0), new List<LigneSirene>());
        await foreach (var ligne in lignes)
        {
            bilan = bilan with { Lues = bilan.Lues + 1 };
            if (!int.TryParse(ligne.Siren, out var siren) || !known.Contains(siren)) continue;
            batch.Add(ligne);
            if (batch.Count < Batch) continue;
            bilan = await CompareAsync(tenantId, bilan, batch, source, cancellationToken);
            batch.Clear();
        }

        return batch.Count == 0 ? bilan : await CompareAsync(tenantId, bilan, batch, source, cancellationToken);
    }

    /// <summary>Nine digits are four bytes: the SIREN of a million entreprises are few.</summary>
    private async Task<HashSet<int>> KnownAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        var known = new HashSet<int>();
        await foreach (var siren in db.Entreprises.AsNoTracking().Where(e => e.Siren != null).Select(e => e.Siren!).AsAsyncEnumerable().WithCancellation(cancellationToken)) known.Add(int.Parse(siren, System.Globalization.CultureInfo.InvariantCulture));
        return known;
    }

    private async Task<BilanSirene> CompareAsync(Guid tenantId, BilanSirene bilan, List<LigneSirene> lignes, string source, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        var sirens = lignes.Select(l => l.Siren).Distinct().ToArray();
        var entreprises = (await db.Entreprises.Where(e => sirens.Contains(e.Siren!)).ToListAsync(cancellationToken)).ToLookup(e => e.Siren!);
        var ids = entreprises.SelectMany(g => g).Select(e => e.Id).ToArray();
        var existing = (await db.PropositionsSirene.Where(p => ids.Contains(p.SujetId)).ToListAsync(cancellationToken)).ToDictionary(p => (p.SujetId, p.Nature, p.Propose));
        var (proposed, partial) = (0, 0);
        foreach (var (ligne, entreprise) in lignes.SelectMany(l => entreprises[l.Siren].Select(e => (l, e))))
        {
            if (bilan.Genre == GenreSirene.UniteLegale && ligne["statutDiffusionUniteLegale"] is { } statut && entreprise.EstDiffusionPartielle != statut is "P" or "N")
            {
                // It protects a person: it isn't a proposition.
                entreprise.ChangeDiffusion(statut is "P" or "N");
                partial++;
            }

            foreach (var (nature, actuel, valeurs) in Differences(bilan.Genre, ligne, entreprise))
            {
                var propose = JsonSerializer.Serialize(valeurs);
                if (!existing.TryGetValue((entreprise.Id, nature, propose), out var proposition))
                    db.PropositionsSirene.Add(existing[(entreprise.Id, nature, propose)] = proposition = new PropositionSirene(tenantId, entreprise.Id, nature, propose));
                if (proposition.Decision != DecisionProposition.EnAttente) continue;
                proposition.See(actuel, source, clock.GetUtcNow());
                proposed++;
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return bilan with { Connues = bilan.Connues + lignes.Count, Proposees = bilan.Proposees + proposed, Partielles = bilan.Partielles + partial };
    }

    private static IEnumerable<(NatureProposition Nature, string? Actuel, ValeursSirene Valeurs)> Differences(GenreSirene genre, LigneSirene ligne, Entreprise e) => genre switch
    {
        GenreSirene.Doublons => Replaced(ligne, e),
        GenreSirene.Etablissement => Moved(ligne, e),
        _ => Changed(ligne, e),
    };

    private static IEnumerable<(NatureProposition, string?, ValeursSirene)> Replaced(LigneSirene ligne, Entreprise e)
    {
        if (Siren.TryParse(ligne["sirenDoublon"], out var other, out _) && other != e.Siren) yield return (NatureProposition.SirenRemplace, e.Siren, new ValeursSirene { Siren = other });
    }

    /// <summary>The head office is another establishment than the one that is known; an old list of the NAF is left alone.</summary>
    private static IEnumerable<(NatureProposition, string?, ValeursSirene)> Moved(LigneSirene ligne, Entreprise e)
    {
        if (ligne["etablissementSiege"] != "true" || ligne["etatAdministratifEtablissement"] != "A" || ligne["siret"] is not { } siret || siret == e.Siret || Siret.Problem(siret) is not null) yield break;
        var voie = string.Join(' ', new[] { "numeroVoieEtablissement", "indiceRepetitionEtablissement", "typeVoieEtablissement", "libelleVoieEtablissement" }.Select(c => ligne[c]).OfType<string>());
        yield return (NatureProposition.Demenagee, e.Siret, new ValeursSirene
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

    private static IEnumerable<(NatureProposition, string?, ValeursSirene)> Changed(LigneSirene ligne, Entreprise e)
    {
        if (ligne["etatAdministratifUniteLegale"] == "C" && e.StatutManuel != StatutEntreprise.AncienClient) yield return (NatureProposition.Cessee, e.StatutManuel?.ToString(), new ValeursSirene { Depuis = ligne["dateDebut"] });
        if (ligne["nomenclatureActivitePrincipaleUniteLegale"] == "NAFRev2" && ligne["activitePrincipaleUniteLegale"] is { } naf && Bare(naf) != Bare(e.CodeNaf))
            yield return (NatureProposition.Naf, e.CodeNaf, new ValeursSirene { CodeNaf = naf });
    }

    /// <summary>Files write 43.32A, people 4332A.</summary>
    private static string? Bare(string? naf) => naf?.Replace(".", "", StringComparison.Ordinal);
}
