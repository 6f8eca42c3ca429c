using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Evenements;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Corbeille;

/// <summary>The kinds of record that the trash holds.</summary>
public enum GenreCorbeille
{
    Entreprise,
    Contact,
    Vente,
    Produit,
    Note,
}

/// <param name="Genre">One kind only; null: all.</param>
public sealed record ListCorbeilleRequest(GenreCorbeille? Genre);

/// <summary>A record in the trash.</summary>
public sealed record CorbeilleRow
{
    public GenreCorbeille Genre { get; init; }
    public Guid Id { get; init; }
    public string Nom { get; init; } = "";
    public DateTimeOffset SupprimeLe { get; init; }

    /// <summary>The day of a vente without a number, which its name begins with.</summary>
    public DateOnly? SansNumeroDu { get; init; }

    /// <summary>Who put it there; null: unknown.</summary>
    public string? Par { get; init; }

    /// <summary>Vente: its entreprise is in the trash too and comes back first.</summary>
    public bool Attend { get; init; }
}

/// <summary>What is in the trash, the latest first: at most 200 of each kind.</summary>
public sealed class ListCorbeille(UseCaseServices services) : UseCase<ListCorbeilleRequest, IReadOnlyList<CorbeilleRow>>(services)
{
    private const int Shown = 200, NoteLength = 80;

    /// <summary>The filter that hides the trash, switched off in each query here: the trash is what this lists.</summary>
    private static readonly string[] Trash = [AppDbContext.CorbeilleFilter];

    protected override Permission Permission => Permission.CorbeilleManage;

    protected override async Task<Outcome<IReadOnlyList<CorbeilleRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListCorbeilleRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var rows = new List<CorbeilleRow>();
        foreach (var (genre, query) in Queries(db, acteur).Where(q => request.Genre is null || q.Genre == request.Genre))
            rows.AddRange(await query.OrderByDescending(r => r.SupprimeLe).Take(Shown).ToListAsync(cancellationToken));
        var authors = await AuthorsAsync(db, [.. rows.Select(r => r.Id)], cancellationToken);
        return Outcome.Of<IReadOnlyList<CorbeilleRow>>([.. rows.OrderByDescending(r => r.SupprimeLe).Select(r => r with
        {
            Par = r.Par ?? authors.GetValueOrDefault(r.Id),
            Nom = r.SansNumeroDu is { } jour ? Texts.Get("Vente_sans_numero_du", jour) + r.Nom : r.Nom,
        })]);
    }

    private static IEnumerable<(GenreCorbeille Genre, IQueryable<CorbeilleRow> Query)> Queries(AppDbContext db, Acteur acteur)
    {
        // Merged records are answered for by their survivor: undoing the merge gives them back.
        // Ventes that went with their entreprise come back with it: they aren't listed one by one.
        var entreprises = db.Entreprises.IgnoreQueryFilters(Trash).VisibleTo(acteur);
        yield return (GenreCorbeille.Entreprise, entreprises.Where(e => e.SupprimeLe != null && e.SurvivantId == null)
            .Select(e => new CorbeilleRow { Genre = GenreCorbeille.Entreprise, Id = e.Id, Nom = e.RaisonSociale, SupprimeLe = e.SupprimeLe!.Value }));
        yield return (GenreCorbeille.Contact, db.Contacts.IgnoreQueryFilters(Trash).VisibleTo(acteur, db).Where(c => c.SupprimeLe != null && c.SurvivantId == null)
            .Select(c => new CorbeilleRow { Genre = GenreCorbeille.Contact, Id = c.Id, Nom = c.NomComplet, SupprimeLe = c.SupprimeLe!.Value }));
        yield return (GenreCorbeille.Vente, db.Ventes.IgnoreQueryFilters(Trash).Where(v => v.SupprimeLe != null)
            .Join(entreprises, v => v.EntrepriseId, e => e.Id, (v, e) => new { V = v, E = e }).Where(x => x.E.SupprimeLe == null || x.E.SupprimeLe != x.V.SupprimeLe)
            .Select(x => new CorbeilleRow { Genre = GenreCorbeille.Vente, Id = x.V.Id, Nom = (x.V.Serie == Vente.SerieSansNumero ? "" : x.V.Numero ?? "–") + " · " + x.E.RaisonSociale, SansNumeroDu = x.V.Serie == Vente.SerieSansNumero ? x.V.Date : null, SupprimeLe = x.V.SupprimeLe!.Value, Attend = x.E.SupprimeLe != null }));
        yield return (GenreCorbeille.Produit, db.Produits.IgnoreQueryFilters(Trash).Where(p => p.SupprimeLe != null)
            .Select(p => new CorbeilleRow { Genre = GenreCorbeille.Produit, Id = p.Id, Nom = p.Sku + " " + p.Nom, SupprimeLe = p.SupprimeLe!.Value }));
        yield return (GenreCorbeille.Note, db.Evenements.IgnoreQueryFilters(Trash).VisibleTo(acteur, db).Where(e => e.SupprimeLe != null)
            .Select(e => new CorbeilleRow { Genre = GenreCorbeille.Note, Id = e.Id, Nom = (e.Texte ?? "–").Substring(0, Math.Min(NoteLength, (e.Texte ?? "–").Length)), SupprimeLe = e.SupprimeLe!.Value, Par = db.Membres.Where(m => m.TenantId == e.TenantId && m.Id == e.SupprimeParId).Select(m => m.Nom).FirstOrDefault() }));
    }

    private static async Task<Dictionary<Guid, string>> AuthorsAsync(AppDbContext db, List<Guid> ids, CancellationToken cancellationToken) =>
        (await db.Modifications.AsNoTracking().Where(m => ids.Contains(m.SujetId) && m.Champ == Modification.Suppression)
            .Join(db.Membres, m => m.MembreId, p => (Guid?)p.Id, (m, p) => new { m.SujetId, m.FaitLe, p.Nom }).ToListAsync(cancellationToken))
        .GroupBy(m => m.SujetId).ToDictionary(g => g.Key, g => g.MaxBy(m => m.FaitLe)!.Nom);
}
