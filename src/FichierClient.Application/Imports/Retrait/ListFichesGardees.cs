using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports.Retrait;

/// <summary>A record that is left alone when its import is taken back.</summary>
/// <param name="Sujet">Its kind.</param>
/// <param name="Id">Its key.</param>
/// <param name="Nom">Its name, or a vente's number; null: it is gone.</param>
/// <param name="Motif">Why it is left alone.</param>
public sealed record FicheGardee(Sujet Sujet, Guid Id, string? Nom, MotifGarde Motif)
{
    /// <summary>The import made it: it goes or stays, since nothing stood before.</summary>
    public bool EstCreee { get; init; }

    /// <summary>Single fields can return, and the others stay. A vente returns whole: half of one state and half of another is a document that nobody issued.</summary>
    public bool ParChamp => !EstCreee && Motif == MotifGarde.Modifiee && Sujet is (Sujet.Entreprise or Sujet.Contact);

    /// <summary>What the import or somebody since changed, by field.</summary>
    public IReadOnlyList<ChampGarde> Champs { get; init; } = [];
}

/// <summary>A field that an import changed, or somebody since.</summary>
/// <param name="Champ">Its name.</param>
/// <param name="Avant">Before the import; null: nothing, or the import made the record.</param>
/// <param name="Import">What the import gave it; null: nothing.</param>
/// <param name="Maintenant">Now; null: nothing.</param>
public sealed record ChampGarde(string Champ, string? Avant, string? Import, string? Maintenant)
{
    /// <summary>The field, or fields that return together.</summary>
    public string Groupe { get; init; } = "";

    /// <summary>The import changed it: there is something to return.</summary>
    public bool EstDeLImport { get; init; }

    /// <summary>It is a list, which returns as a whole: what stood in it before isn't told by the history.</summary>
    public bool EstListe => GroupesChamps.Parties.ContainsKey(Groupe);

    /// <summary>Somebody changed it since.</summary>
    public bool EstModifie { get; init; }
}

/// <summary>
/// Before an import is taken back: its records that somebody changed since. Afterwards: those that were left as they are, and why.
/// The first <see cref="Shown"/>; one more tells that there are others. Its request is the import.
/// </summary>
public sealed class ListFichesGardees(UseCaseServices services) : UseCase<Guid, IReadOnlyList<FicheGardee>>(services)
{
    public const int Shown = 200;

    private const int MostChanges = 5_000;

    /// <summary>Lines of the history that tell of no field.</summary>
    private static readonly string[] Ends = [Modification.Creation, Modification.Suppression, Modification.Restauration];

    protected override Permission Permission => Permission.ImportsRun;

    protected override async Task<Outcome<IReadOnlyList<FicheGardee>>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        var import = await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == request, cancellationToken);
        if (import is null || !acteur.SeesAll) return Refus.Introuvable();
        // What is told before the decision: who takes it back reads what he would lose.
        var own = db.Modifications.Where(m => m.ImportId == request);
        var kept = import.Statut is StatutImport.Retire or StatutImport.EnRetrait or StatutImport.EnRemise
            ? db.ImportImages.AsNoTracking().Where(i => i.ImportId == request && i.Etat == EtatImage.Gardee).Select(i => new { i.Sujet, i.SujetId, i.Motif })
            : db.Modifications.AsNoTracking().Where(m => m.FaitLe > import.CreeLe && m.ImportId != request && own.Any(o => o.SujetId == m.SujetId && o.FaitLe < m.FaitLe))
                .Select(m => new { m.Sujet, m.SujetId, Motif = (MotifGarde?)MotifGarde.Modifiee }).Distinct();
        var shown = await kept.OrderBy(k => k.Sujet).ThenBy(k => k.SujetId).Take(Shown + 1).ToListAsync(cancellationToken);
        var ids = shown.ConvertAll(k => k.SujetId);
        // One in the trash was left alone too, and has its name here.
        var names = await db.Entreprises.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).Where(e => ids.Contains(e.Id)).Select(e => new { e.Id, Nom = e.RaisonSociale })
            .Concat(db.Contacts.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, Nom = c.NomComplet }))
            .Concat(db.Ventes.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).Where(v => ids.Contains(v.Id)).Select(v => new { v.Id, Nom = v.Numero ?? "" }))
            .Concat(db.Produits.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Nom }))
            .ToDictionaryAsync(n => n.Id, n => n.Nom, cancellationToken);
        var made = await own.Where(m => ids.Contains(m.SujetId) && m.Champ == Modification.Creation).Select(m => m.SujetId).ToListAsync(cancellationToken);
        var champs = await ChampsAsync(db, import, [.. shown.Where(k => k.Motif == MotifGarde.Modifiee).Select(k => k.SujetId)], cancellationToken);
        return Outcome.Of<IReadOnlyList<FicheGardee>>([.. shown.Select(k => new FicheGardee(k.Sujet, k.SujetId, names.GetValueOrDefault(k.SujetId), k.Motif!.Value) { EstCreee = made.Contains(k.SujetId), Champs = [.. champs[k.SujetId]] })]);
    }

    /// <summary>By the history: what stood before the import, what it gave, and what stands now.</summary>
    private static async Task<ILookup<Guid, ChampGarde>> ChampsAsync(AppDbContext db, Import import, List<Guid> ids, CancellationToken cancellationToken)
    {
        var history = await db.Modifications.AsNoTracking().Where(m => ids.Contains(m.SujetId) && m.FaitLe >= import.CreeLe && !Ends.Contains(m.Champ))
            .OrderBy(m => m.FaitLe).Take(MostChanges).Select(m => new Changement(m.SujetId, m.Champ, m.Ancien, m.Nouveau, m.ImportId == import.Id)).ToListAsync(cancellationToken);
        return history.GroupBy(m => (m.SujetId, Groupe: GroupesChamps.De(m.Champ))).Select(g => (g.Key.SujetId, Champ: Told(g.Key.Groupe, [.. g])))
            .OrderByDescending(c => c.Champ.EstModifie).ToLookup(c => c.SujetId, c => c.Champ);
    }

    /// <summary>Fields that return together are one line.</summary>
    private static ChampGarde Told(string groupe, List<Changement> changes)
    {
        var values = changes.GroupBy(c => c.Champ).Select(champ =>
        {
            var (own, since) = (champ.Where(c => c.EstImport).ToList(), champ.Where(c => !c.EstImport).ToList());
            var before = own.Count > 0 ? own[0].Ancien : since[0].Ancien;
            var import = own.Count > 0 ? own[^1].Nouveau : since[0].Ancien;
            return (Avant: Said(champ.Key, before), Import: Said(champ.Key, import), Maintenant: Said(champ.Key, since.Count > 0 ? since[^1].Nouveau : import));
        }).ToList();
        string? Join(Func<(string? Avant, string? Import, string? Maintenant), string?> of) => string.Join(", ", values.Select(of).OfType<string>()) is { Length: > 0 } text ? text : null;
        return new ChampGarde(GroupesChamps.Label(groupe), Join(v => v.Avant), Join(v => v.Import), Join(v => v.Maintenant))
        {
            Groupe = groupe,
            EstDeLImport = changes.Exists(c => c.EstImport),
            EstModifie = changes.Exists(c => !c.EstImport),
        };
    }

    private sealed record Changement(Guid SujetId, string Champ, string? Ancien, string? Nouveau, bool EstImport);

    /// <summary>A key of another record says nothing to a reader.</summary>
    private static string? Said(string champ, string? value) => value is null ? null : Guid.TryParse(value, out _) && !champ.EndsWith("Numero", StringComparison.Ordinal) ? Texts.Get("Retrait_autre_fiche") : value.Length > 80 ? value[..80] + "…" : value;
}
