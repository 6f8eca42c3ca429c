using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Doublons;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Doublons;

/// <summary>A merge, and what an undo would leave with the survivor.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Sujet">The kind of record.</param>
/// <param name="SurvivantId">The record that stays.</param>
/// <param name="FaiteLe">When it was done.</param>
/// <param name="Par">By whom.</param>
public sealed record FusionDetails(Guid Id, Sujet Sujet, Guid SurvivantId, DateTimeOffset FaiteLe, string? Par)
{
    /// <summary>The records that were merged into it, by name.</summary>
    public IReadOnlyList<string> Fiches { get; init; } = [];

    /// <summary>It can be undone until then; null when it no longer can.</summary>
    public DateTimeOffset? Jusqua { get; init; }

    /// <summary>Fields of the survivor that somebody changed since: what was changed stays, and of a list what was added.</summary>
    public IReadOnlyList<string> Champs { get; init; } = [];

    /// <summary>The addresses and numbers that were added since: they stay, whosever they are.</summary>
    public IReadOnlyList<string> Ajouts { get; init; } = [];

    /// <summary>Ventes and notes that came since: they stay with the survivor.</summary>
    public int Nouveautes { get; init; }

    /// <summary>Rows that go back.</summary>
    public int Deplacees { get; init; }
}

/// <summary>The latest merge into a record that can still be undone; null when there is none.</summary>
public sealed class GetFusion(UseCaseServices services) : UseCase<Guid, FusionDetails?>(services)
{
    protected override Permission Permission => Permission.DoublonsMerge;

    protected override async Task<Outcome<FusionDetails?>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        var since = Clock.GetUtcNow() - Fusion.Delai;
        var fusion = await db.Fusions.AsNoTracking().Where(f => f.SurvivantId == request && f.DefaiteLe == null && f.FaiteLe > since && f.Avant != null)
            .OrderByDescending(f => f.FaiteLe).FirstOrDefaultAsync(cancellationToken);
        if (fusion is null) return Outcome.Of<FusionDetails?>(null);
        var changes = fusion.Sujet == Sujet.Entreprise
            ? await ChangedAsync(FusionEntreprises.Instance, db, acteur, fusion, cancellationToken)
            : await ChangedAsync(FusionContacts.Instance, db, acteur, fusion, cancellationToken);
        if (changes is not { } stay) return Refus.Introuvable();
        return await DescribeAsync(db, fusion, stay.Champs, stay.Ajouts, cancellationToken);
    }

    private static async Task<FusionDetails> DescribeAsync(AppDbContext db, Fusion fusion, IReadOnlyList<string> champs, IReadOnlyList<string> ajouts, CancellationToken cancellationToken)
    {
        var (id, since, isEntreprise) = (fusion.SurvivantId, fusion.FaiteLe, fusion.Sujet == Sujet.Entreprise);
        return await db.Fusions.Where(f => f.Id == fusion.Id).Select(f => new FusionDetails(f.Id, f.Sujet, id, f.FaiteLe, db.Membres.Where(m => m.Id == f.MembreId).Select(m => m.Nom).FirstOrDefault())
        {
            Fiches = db.Modifications.Where(m => m.SujetId == id && m.Champ == Modification.Fusion && m.FaitLe == f.FaiteLe && m.Nouveau != null).Select(m => m.Nouveau!).ToList(),
            Jusqua = f.FaiteLe + Fusion.Delai,
            Champs = champs,
            Ajouts = ajouts,
            Nouveautes = db.Ventes.Count(v => (isEntreprise ? v.EntrepriseId == id : v.ContactId == id) && v.CreeLe > since)
                + db.Evenements.Count(e => (isEntreprise ? e.EntrepriseId == id : e.ContactId == id) && e.SurvenuLe > since),
            Deplacees = db.FusionMouvements.Count(m => m.FusionId == f.Id),
        }).SingleAsync(cancellationToken);
    }

    /// <summary>What an undo would leave of what was changed since; null when the member doesn't see the survivor.</summary>
    private static async Task<(List<string> Champs, IReadOnlyList<string> Ajouts)?> ChangedAsync<TRoot, TSaisie>(GenreFusion<TRoot, TSaisie> genre, AppDbContext db, Acteur acteur, Fusion fusion, CancellationToken cancellationToken)
        where TRoot : Domain.Common.FicheFusionnable where TSaisie : class, new()
    {
        if (await genre.LoadAsync(db, acteur, [fusion.SurvivantId], cancellationToken) is not [var survivant]) return null;
        var back = genre.Decompose(fusion, (await genre.ReadAsync(db, [survivant], cancellationToken))[survivant.Id], out var changed);
        return (changed, genre.AddedSince(fusion, back));
    }
}
