using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Figures;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Accueil;

/// <summary>A client of mine whose silence exceeds twice its own usual gap. Amount HT.</summary>
public sealed record ClientRalenti(Guid Id, string Nom, DateOnly DerniereVente, decimal Ca12m);

/// <summary>Somebody whose birthday is this week.</summary>
public sealed record AnniversaireRow(Guid ContactId, string Nom, DateOnly Le, string? Entreprise);

/// <summary>A record that the member changed lately.</summary>
public sealed record FicheTouchee(Sujet Sujet, Guid Id, string Nom, DateTimeOffset Le);

/// <summary>What needs the member today, but for its rappels.</summary>
/// <param name="Today">The organisation's day.</param>
/// <param name="Siens">True: about the entreprises that the member looks after; false: it has none, so about all that it sees.</param>
/// <param name="Ralentis">Clients that slow down, by CA 12 mois.</param>
/// <param name="NbRalentis">How many there are.</param>
/// <param name="Anniversaires">Of the week, the next one first.</param>
/// <param name="Touchees">Last touched records, the latest first.</param>
public sealed record AccueilDetails(
    DateOnly Today, bool Siens, IReadOnlyList<ClientRalenti> Ralentis, int NbRalentis, IReadOnlyList<AnniversaireRow> Anniversaires, IReadOnlyList<FicheTouchee> Touchees)
{
    /// <summary>The member sees no entreprise at all: a client file begins here.</summary>
    public bool EstVide { get; init; }
}

/// <summary>Reads a member's home page.</summary>
public sealed class GetAccueil(UseCaseServices services, FiguresClock figures) : UseCase<NoRequest, AccueilDetails>(services)
{
    private const int Shown = 8, MaxAnniversaires = 50, Recent = 200;

    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<AccueilDetails>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        var today = await figures.TodayAsync(db, cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var visibles = db.Entreprises.AsNoTracking().VisibleTo(acteur);
        var siennes = visibles.Where(e => e.ResponsableId == acteur.MembreId);
        var siens = await siennes.AnyAsync(cancellationToken);
        var entreprises = siens ? siennes : visibles;
        var ralentis = entreprises.Join(db.EntrepriseStats.Where(Definitions.Ralentit(today)), e => e.Id, s => s.Id, (e, s) => new { e.Id, e.RaisonSociale, s.DerniereVente, s.Ca12m });
        return new AccueilDetails(
            today, siens,
            await ralentis.OrderByDescending(r => r.Ca12m).Take(Shown).Select(r => new ClientRalenti(r.Id, r.RaisonSociale, r.DerniereVente, r.Ca12m / 100m)).ToListAsync(cancellationToken),
            await ralentis.CountAsync(cancellationToken),
            await AnniversairesAsync(db, entreprises, today, cancellationToken),
            await TouchedAsync(db, acteur, cancellationToken))
        {
            EstVide = !siens && !await visibles.AnyAsync(cancellationToken),
        };
    }

    private static async Task<IReadOnlyList<AnniversaireRow>> AnniversairesAsync(AppDbContext db, IQueryable<Entreprise> entreprises, DateOnly today, CancellationToken cancellationToken)
    {
        var found = await db.Contacts.AsNoTracking().Usable().Where(Accueil.Anniversaires.EstDansLaSemaine(today))
            .Select(c => new
            {
                c.Id,
                c.NomComplet,
                c.NaissanceJour,
                c.NaissanceMois,
                Entreprise = c.Liens.Where(l => l.Jusqua == null || l.Jusqua >= today).Join(entreprises, l => l.EntrepriseId, e => e.Id, (l, e) => e.RaisonSociale).FirstOrDefault(),
            }).Where(c => c.Entreprise != null).Take(MaxAnniversaires).ToListAsync(cancellationToken);
        return [.. found.Select(c => new AnniversaireRow(c.Id, c.NomComplet, Accueil.Anniversaires.Prochain(c.NaissanceJour!.Value, c.NaissanceMois!.Value, today), c.Entreprise)).OrderBy(a => a.Le).Take(Shown)];
    }

    private static async Task<IReadOnlyList<FicheTouchee>> TouchedAsync(AppDbContext db, Acteur acteur, CancellationToken cancellationToken)
    {
        var changes = await db.Modifications.AsNoTracking().Where(m => m.MembreId == acteur.MembreId && m.ImportId == null)
            .OrderByDescending(m => m.FaitLe).Take(Recent).Select(m => new { m.Sujet, m.SujetId, m.FaitLe }).ToListAsync(cancellationToken);
        var notes = await db.Evenements.AsNoTracking().Where(e => e.AuteurId == acteur.MembreId)
            .OrderByDescending(e => e.SurvenuLe).Take(Shown).Select(e => new { e.EntrepriseId, e.ContactId, e.SurvenuLe }).ToListAsync(cancellationToken);
        var touched = changes.Select(m => (m.Sujet, Id: m.SujetId, Le: m.FaitLe))
            .Concat(notes.Select(e => (Sujet: e.EntrepriseId is null ? Sujet.Contact : Sujet.Entreprise, Id: e.EntrepriseId ?? e.ContactId!.Value, Le: e.SurvenuLe)))
            .GroupBy(t => (t.Sujet, t.Id)).Select(g => (g.Key.Sujet, g.Key.Id, Le: g.Max(t => t.Le))).OrderByDescending(t => t.Le).Take(Shown * 2).ToList();
        var names = await NamesAsync(db, acteur, [.. touched.Select(t => t.Id)], cancellationToken);
        return [.. touched.Where(t => names.ContainsKey(t.Id)).Take(Shown).Select(t => new FicheTouchee(t.Sujet, t.Id, names[t.Id], t.Le))];
    }

    /// <summary>Names of those that the member still sees and that aren't in the trash.</summary>
    private static async Task<Dictionary<Guid, string>> NamesAsync(AppDbContext db, Acteur acteur, List<Guid> ids, CancellationToken cancellationToken)
    {
        var entreprises = await db.Entreprises.AsNoTracking().VisibleTo(acteur).Where(e => ids.Contains(e.Id)).Select(e => new { e.Id, Nom = e.RaisonSociale }).ToListAsync(cancellationToken);
        var contacts = await db.Contacts.AsNoTracking().VisibleTo(acteur, db).Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, Nom = c.NomComplet }).ToListAsync(cancellationToken);
        var ventes = await db.Ventes.AsNoTracking().VisibleTo(acteur, db).Where(v => ids.Contains(v.Id)).Select(v => new { v.Id, Nom = v.Serie == Domain.Ventes.Vente.SerieSansNumero ? "" : v.Numero ?? "" }).ToListAsync(cancellationToken);
        var produits = await db.Produits.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Nom }).ToListAsync(cancellationToken);
        return entreprises.Concat(contacts).Concat(ventes).Concat(produits).ToDictionary(r => r.Id, r => r.Nom);
    }
}
