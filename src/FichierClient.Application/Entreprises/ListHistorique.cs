using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <summary>One field that somebody changed. Champ is a property's name, or a mark of <see cref="Modification"/>.</summary>
public sealed record ModificationRow(Guid Id, string Champ, string? Ancien, string? Nouveau, DateTimeOffset FaitLe, string? Auteur);

/// <summary>Where an entreprise's data come from.</summary>
public sealed record ProvenanceRow(string Source, Partie Partie, BaseLegale BaseLegale, DateOnly? CollecteLe, DateTimeOffset ConstateLe, string? Auteur);

public sealed record Historique(IReadOnlyList<ModificationRow> Modifications, bool HasMore, IReadOnlyList<ProvenanceRow> Provenances);

/// <param name="EntrepriseId">The entreprise.</param>
/// <param name="Before">Shows what is older than this instant; null starts at the latest.</param>
public sealed record ListHistoriqueRequest(Guid EntrepriseId, DateTimeOffset? Before = null);

/// <summary>Who changed what and when on an entreprise, latest first, with its sources.</summary>
public sealed class ListHistorique(UseCaseServices services) : UseCase<ListHistoriqueRequest, Historique>(services)
{
    private const int Shown = 100;

    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<Historique>> ExecuteAsync(AppDbContext db, Acteur acteur, ListHistoriqueRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        if (!await db.Entreprises.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).VisibleTo(acteur).AnyAsync(e => e.Id == request.EntrepriseId, cancellationToken))
            return Refus.Introuvable();
        var rows = await db.Modifications.AsNoTracking()
            .Where(m => m.SujetId == request.EntrepriseId && (request.Before == null || m.FaitLe < request.Before))
            .OrderByDescending(m => m.FaitLe).ThenByDescending(m => m.Id).Take(Shown + 1)
            .Select(m => new ModificationRow(m.Id, m.Champ, m.Ancien, m.Nouveau, m.FaitLe, db.Membres.Where(p => p.Id == m.MembreId).Select(p => p.Nom).FirstOrDefault()))
            .ToListAsync(cancellationToken);
        var sources = await db.Provenances.AsNoTracking().Where(p => p.SujetId == request.EntrepriseId).OrderBy(p => p.ConstateLe)
            .Select(p => new ProvenanceRow(p.Source, p.Partie, p.BaseLegale, p.CollecteLe, p.ConstateLe, db.Membres.Where(m => m.Id == p.AuteurId).Select(m => m.Nom).FirstOrDefault()))
            .ToListAsync(cancellationToken);
        return new Historique([.. rows.Take(Shown)], rows.Count > Shown, sources);
    }
}
