using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd;

/// <summary>One field that somebody changed. Champ is a property's name, or a mark of <see cref="Modification"/>.</summary>
public sealed record ModificationRow(Guid Id, string Champ, string? Ancien, string? Nouveau, DateTimeOffset FaitLe, string? Auteur);

/// <summary>Where a record's data come from; without a legal basis of its own a line has the record's.</summary>
public sealed record ProvenanceRow(string Source, Partie Partie, BaseLegale? BaseLegale, DateOnly? CollecteLe, DateTimeOffset ConstateLe, string? Auteur)
{
    /// <summary>The fields that it is about, as the history names them; null: the whole record.</summary>
    public IReadOnlyList<string>? Champs { get; init; }
}

public sealed record Historique(IReadOnlyList<ModificationRow> Modifications, bool HasMore, IReadOnlyList<ProvenanceRow> Provenances);

/// <param name="Sujet">What kind of record.</param>
/// <param name="SujetId">Its id.</param>
/// <param name="Before">Shows what is older than this instant; null starts at the latest.</param>
public sealed record ListHistoriqueRequest(Sujet Sujet, Guid SujetId, DateTimeOffset? Before = null);

/// <summary>Who changed what and when on a record, in the trash too, latest first, with its sources. Who sees the record sees its history.</summary>
public sealed class ListHistorique(UseCaseServices services) : UseCase<ListHistoriqueRequest, Historique>(services)
{
    private const int Shown = 100;

    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<Historique>> ExecuteAsync(AppDbContext db, Acteur acteur, ListHistoriqueRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        if (!await SeesAsync(db, acteur, request, cancellationToken)) return Refus.Introuvable();
        var ids = await WithMergedAsync(db, request, cancellationToken);
        var rows = await db.Modifications.AsNoTracking()
            .Where(m => ids.Contains(m.SujetId) && (request.Before == null || m.FaitLe < request.Before))
            .OrderByDescending(m => m.FaitLe).ThenByDescending(m => m.Id).Take(Shown + 1)
            .Select(m => new ModificationRow(m.Id, m.Champ, m.Ancien, m.Nouveau, m.FaitLe, db.Membres.Where(p => p.Id == m.MembreId).Select(p => p.Nom).FirstOrDefault()))
            .ToListAsync(cancellationToken);
        var sources = await db.Provenances.AsNoTracking().Where(p => p.SujetId == request.SujetId).OrderBy(p => p.ConstateLe)
            .Select(p => new ProvenanceRow(p.Source, p.Partie, p.BaseLegale, p.CollecteLe, p.ConstateLe, db.Membres.Where(m => m.Id == p.AuteurId).Select(m => m.Nom).FirstOrDefault()) { Champs = p.Champs })
            .ToListAsync(cancellationToken);
        return new Historique([.. rows.Take(Shown)], rows.Count > Shown, sources);
    }

    /// <summary>The record and those that were merged into it: their history is its own now.</summary>
    private static async Task<List<Guid>> WithMergedAsync(AppDbContext db, ListHistoriqueRequest request, CancellationToken cancellationToken)
    {
        // Merged records lie in the trash.
        string[] trash = [AppDbContext.CorbeilleFilter];
        var id = request.SujetId;
        return request.Sujet switch
        {
            Sujet.Entreprise => [id, .. await db.Entreprises.IgnoreQueryFilters(trash).Where(e => e.SurvivantId == id).Select(e => e.Id).ToListAsync(cancellationToken)],
            Sujet.Contact => [id, .. await db.Contacts.IgnoreQueryFilters(trash).Where(c => c.SurvivantId == id).Select(c => c.Id).ToListAsync(cancellationToken)],
            _ => [id],
        };
    }

    private static Task<bool> SeesAsync(AppDbContext db, Acteur acteur, ListHistoriqueRequest request, CancellationToken cancellationToken)
    {
        string[] trash = [AppDbContext.CorbeilleFilter];
        var id = request.SujetId;
        return request.Sujet switch
        {
            Sujet.Entreprise => db.Entreprises.IgnoreQueryFilters(trash).VisibleTo(acteur).AnyAsync(e => e.Id == id, cancellationToken),
            Sujet.Contact => db.Contacts.IgnoreQueryFilters(trash).VisibleTo(acteur, db).AnyAsync(c => c.Id == id, cancellationToken),
            Sujet.Vente => db.Ventes.IgnoreQueryFilters(trash).VisibleTo(acteur, db).AnyAsync(v => v.Id == id, cancellationToken),
            _ => db.Produits.IgnoreQueryFilters(trash).AnyAsync(p => p.Id == id, cancellationToken),
        };
    }
}
