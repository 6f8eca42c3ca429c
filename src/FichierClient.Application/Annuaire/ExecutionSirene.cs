using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Annuaire;

/// <param name="Genre">Which stock file it was.</param>
/// <param name="Lues">Rows of the file.</param>
/// <param name="Connues">Rows of entreprises of the organisation.</param>
/// <param name="Proposees">Propositions that wait for a decision because of it.</param>
/// <param name="Partielles">Entreprises whose statut de diffusion changed.</param>
/// <param name="Jumelles">Numbers that replace one of the organisation and that another of its entreprises bears already: duplicates, not propositions.</param>
public sealed record BilanSirene(GenreSirene Genre, long Lues, long Connues, int Proposees, int Partielles, int Jumelles = 0);

/// <summary>
/// Goes through a stock file of Sirene for the SIREN that an organisation has, a few hundred at a time, and proposes what differs. Nothing of the file
/// is kept beside that: the whole directory is thirty million rows that the organisation has no use for.
/// </summary>
public sealed class ExecutionSirene(AppDbContextFactory contexts, TimeProvider clock)
{
    private const int Batch = 500, Attempts = 5;

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
            bilan = bilan with { Connues = bilan.Connues + 1 };
            if (genre == GenreSirene.Doublons && int.TryParse(ligne.Remplacant, out var other) && known.Contains(other))
            {
                bilan = bilan with { Jumelles = bilan.Jumelles + 1 };
                continue;
            }

            batch.Add(ligne);
            if (batch.Count < Batch) continue;
            bilan = await PersistAsync(tenantId, bilan, batch, source, cancellationToken);
            batch.Clear();
        }

        return batch.Count == 0 ? bilan : await PersistAsync(tenantId, bilan, batch, source, cancellationToken);
    }

    /// <summary>Nine digits are four bytes: the SIREN of a million entreprises are few. What lies in the trash may come back, and be merged back, as protected as the rest.</summary>
    private async Task<HashSet<int>> KnownAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        var known = new HashSet<int>();
        await foreach (var siren in All(db).AsNoTracking().Where(e => e.Siren != null).Select(e => e.Siren!).AsAsyncEnumerable().WithCancellation(cancellationToken)) known.Add(int.Parse(siren, System.Globalization.CultureInfo.InvariantCulture));
        return known;
    }

    /// <summary>A batch meets what members, imports and another run save at the same time: then it is compared anew.</summary>
    private async Task<BilanSirene> PersistAsync(Guid tenantId, BilanSirene bilan, List<LigneSirene> lignes, string source, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await CompareAsync(tenantId, bilan, lignes, source, cancellationToken);
            }
            catch (DbUpdateException error) when (attempt < Attempts && (error is DbUpdateConcurrencyException
                || error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation }))
            {
                // Whoever was quicker has committed.
            }
        }
    }

    private async Task<BilanSirene> CompareAsync(Guid tenantId, BilanSirene bilan, List<LigneSirene> lignes, string source, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        var sirens = lignes.Select(l => l.Siren).Distinct().ToArray();
        var entreprises = (await All(db).Where(e => sirens.Contains(e.Siren!)).ToListAsync(cancellationToken)).ToLookup(e => e.Siren!);
        var ids = entreprises.SelectMany(g => g).Select(e => e.Id).ToArray();
        var propositions = (await db.PropositionsSirene.Where(p => ids.Contains(p.SujetId)).ToListAsync(cancellationToken)).GroupBy(p => p.SujetId)
            .ToDictionary(g => g.Key, g => new PropositionsEntreprise(db, g.Key, g));
        var (proposed, partial) = (0, 0);
        foreach (var (ligne, entreprise) in lignes.SelectMany(l => entreprises[l.Siren].Select(e => (l, e))))
        {
            if (bilan.Genre == GenreSirene.UniteLegale && Protect(ligne, entreprise)) partial++;
            // What nobody sees gets no propositions; it has them again when it is back.
            if (entreprise.SupprimeLe is not null) continue;
            if (!propositions.TryGetValue(entreprise.Id, out var own)) propositions[entreprise.Id] = own = new PropositionsEntreprise(db, entreprise.Id, []);
            proposed += own.Compare(bilan.Genre, ligne, entreprise, source, clock.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellationToken);
        return bilan with { Proposees = bilan.Proposees + proposed, Partielles = bilan.Partielles + partial };
    }

    /// <summary>The trash too: what is taken out of it again must not come back without its statut de diffusion.</summary>
    private static IQueryable<Entreprise> All(AppDbContext db) => db.Entreprises.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]);

    /// <summary>Statut de diffusion isn't proposed: it protects a person, whom the same row calls one.</summary>
    private static bool Protect(LigneSirene ligne, Entreprise entreprise)
    {
        if (ligne["statutDiffusionUniteLegale"] is not { } statut) return false;
        var (partielle, personne) = (statut is "P" or "N", ligne["categorieJuridiqueUniteLegale"] == EntrepreneurIndividuel);
        if (entreprise.EstDiffusionPartielle == partielle && !(partielle && personne && !entreprise.EstPersonnePhysique)) return false;
        entreprise.ChangeDiffusion(partielle, personne);
        return true;
    }

    private const string EntrepreneurIndividuel = "1000";
}
