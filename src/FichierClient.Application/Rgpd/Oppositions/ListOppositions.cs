using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Oppositions;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Oppositions;

/// <param name="Nature">Only these; null: all.</param>
/// <param name="Levees">Those that were lifted instead of those that stand.</param>
public sealed record ListOppositionsRequest(NatureOpposition? Nature = null, bool Levees = false);

/// <summary>An entry: everything but whom it concerns, which nobody can read.</summary>
public sealed record OppositionRow(
    Guid Id, GenreIdentifiant Genre, NatureOpposition Nature, Opposition Portee, string Source, DateTimeOffset CreeLe, string? Auteur, DateOnly RevueLe, DateTimeOffset? LeveeLe, string? MotifLevee);

/// <param name="Rows">The latest first, at most a hundred.</param>
/// <param name="Oppositions">Objections that stand.</param>
/// <param name="Effacements">Entries of erased persons that stand.</param>
/// <param name="Levees">Lifted ones.</param>
/// <param name="ARevoir">Those that stand and whose day of review has come.</param>
public sealed record OppositionsListees(IReadOnlyList<OppositionRow> Rows, int Oppositions, int Effacements, int Levees, int ARevoir);

/// <summary>The objection list as the DPO sees it.</summary>
public sealed class ListOppositions(UseCaseServices services) : UseCase<ListOppositionsRequest, OppositionsListees>(services)
{
    private const int Shown = 100;

    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<OppositionsListees>> ExecuteAsync(AppDbContext db, Acteur acteur, ListOppositionsRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
        var all = db.Oppositions.AsNoTracking();
        var counts = await all.GroupBy(o => new { o.Nature, EstLevee = o.LeveeLe != null })
            .Select(g => new { g.Key.Nature, g.Key.EstLevee, Count = g.Count(), Due = g.Count(o => o.RevueLe <= today) }).ToListAsync(cancellationToken);
        var rows = await all.Where(o => (o.LeveeLe != null) == request.Levees && (request.Nature == null || o.Nature == request.Nature))
            .OrderByDescending(o => o.CreeLe).ThenByDescending(o => o.Id).Take(Shown)
            .Select(o => new OppositionRow(o.Id, o.Genre, o.Nature, o.Portee, o.Source, o.CreeLe, db.Membres.Where(m => m.Id == o.CreeParId).Select(m => m.Nom).FirstOrDefault(), o.RevueLe, o.LeveeLe, o.MotifLevee))
            .ToListAsync(cancellationToken);
        var standing = counts.FindAll(c => !c.EstLevee);
        return new OppositionsListees(rows,
            standing.Where(c => c.Nature == NatureOpposition.Opposition).Sum(c => c.Count), standing.Where(c => c.Nature == NatureOpposition.Effacement).Sum(c => c.Count),
            counts.Where(c => c.EstLevee).Sum(c => c.Count), standing.Sum(c => c.Due));
    }
}
