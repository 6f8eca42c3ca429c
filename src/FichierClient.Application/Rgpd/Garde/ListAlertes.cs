using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Garde;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Garde;

/// <param name="Traitees">Those that were dealt with, instead of those that wait.</param>
/// <param name="Categorie">Only of one kind.</param>
/// <param name="AuteurId">Only of one member.</param>
/// <param name="Taille">Alerts at most.</param>
public sealed record ListAlertesRequest(bool Traitees = false, CategorieSensible? Categorie = null, Guid? AuteurId = null, int Taille = 50);

/// <summary>An alert: where to look, never the text.</summary>
/// <remarks>Fiche is a contact, or the entreprise or contact that a note is about, or a vente's entreprise; null when it is in the trash.</remarks>
public sealed record AlerteRow(Guid Id, LieuTexte Lieu, CategorieSensible Categorie, OrigineAlerte Origine, DateTimeOffset ReleveLe, FicheAlerte? Fiche)
{
    /// <summary>The vente whose line it is.</summary>
    public Guid? VenteId { get; init; }

    public int Debut { get; init; }
    public int Longueur { get; init; }
    public string? Motif { get; init; }
    public string? Auteur { get; init; }
    public string? Equipe { get; init; }
    public SuiteAlerte? Suite { get; init; }
    public DateTimeOffset? TraiteLe { get; init; }
    public string? TraitePar { get; init; }
}

/// <summary>A record with its name.</summary>
public sealed record FicheAlerte(bool EstContact, Guid Id, string Nom);

/// <summary>How many alerts wait for a member's texts.</summary>
public sealed record AlertesDe(Guid? AuteurId, string? Auteur, string? Equipe, int Nombre);

/// <param name="Rows">Newest first.</param>
/// <param name="Total">How many there are.</param>
/// <param name="ParMembre">Of all that wait, the most first.</param>
/// <param name="ExamineLe">When texts were last read again; null: never.</param>
/// <param name="Lus">How many texts that was.</param>
public sealed record AlertesTrouvees(IReadOnlyList<AlerteRow> Rows, int Total, IReadOnlyList<AlertesDe> ParMembre, DateTimeOffset? ExamineLe, int Lus);

/// <summary>Sensitive passages that the guard found in free texts, for the DPO.</summary>
public sealed class ListAlertes(UseCaseServices services) : UseCase<ListAlertesRequest, AlertesTrouvees>(services)
{
    private const int Maximum = 500;

    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<AlertesTrouvees>> ExecuteAsync(AppDbContext db, Acteur acteur, ListAlertesRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var alertes = db.AlertesGarde.AsNoTracking().Where(a => (a.TraiteLe != null) == request.Traitees);
        if (request.Categorie is { } categorie) alertes = alertes.Where(a => a.Categorie == categorie);
        if (request.AuteurId is { } auteur) alertes = alertes.Where(a => a.AuteurId == auteur);
        var total = await alertes.CountAsync(cancellationToken);
        var rows = await Project(db, alertes.OrderByDescending(a => a.TraiteLe ?? a.ReleveLe).ThenBy(a => a.Id).Take(Math.Clamp(request.Taille, 1, Maximum))).ToListAsync(cancellationToken);
        var last = await db.ExamensGarde.AsNoTracking().OrderByDescending(e => e.TermineLe).FirstOrDefaultAsync(cancellationToken);
        return new AlertesTrouvees(rows, total, await ByMemberAsync(db, cancellationToken), last?.TermineLe, last?.Lus ?? 0);
    }

    private static IQueryable<AlerteRow> Project(AppDbContext db, IQueryable<AlerteGarde> alertes) =>
        from a in alertes
        let note = db.Evenements.Where(e => a.Lieu == LieuTexte.Note && e.Id == a.SujetId).FirstOrDefault()
        let vente = db.Ventes.Where(v => a.Lieu == LieuTexte.LigneVente && v.Id == a.SujetId).FirstOrDefault()
        let contact = db.Contacts.Where(c => c.Id == (a.Lieu == LieuTexte.Note ? note!.ContactId : a.SujetId)).FirstOrDefault()
        let entreprise = db.Entreprises.Where(e => e.Id == (a.Lieu == LieuTexte.LigneVente ? vente!.EntrepriseId : a.Lieu == LieuTexte.Note ? note!.EntrepriseId : null)).FirstOrDefault()
        let membre = db.Membres.Where(m => m.Id == a.AuteurId).FirstOrDefault()
        select new AlerteRow(
            a.Id, a.Lieu, a.Categorie, a.Origine, a.ReleveLe,
            contact != null ? new FicheAlerte(true, contact.Id, contact.NomComplet) : entreprise != null ? new FicheAlerte(false, entreprise.Id, entreprise.RaisonSociale) : null)
        {
            VenteId = vente!.Id,
            Debut = a.Debut,
            Longueur = a.Longueur,
            Motif = a.Motif,
            Auteur = membre!.Nom,
            Equipe = db.Equipes.Where(q => q.Id == membre.EquipeId).Select(q => q.Nom).FirstOrDefault(),
            Suite = a.Suite,
            TraiteLe = a.TraiteLe,
            TraitePar = db.Membres.Where(m => m.Id == a.TraiteParId).Select(m => m.Nom).FirstOrDefault(),
        };

    private static async Task<List<AlertesDe>> ByMemberAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var counts = db.AlertesGarde.Where(a => a.TraiteLe == null).GroupBy(a => a.AuteurId).Select(g => new { AuteurId = g.Key, Nombre = g.Count() });
        return await (from c in counts
                      let membre = db.Membres.Where(m => m.Id == c.AuteurId).FirstOrDefault()
                      orderby c.Nombre descending, membre!.Nom
                      select new AlertesDe(c.AuteurId, membre!.Nom, db.Equipes.Where(q => q.Id == membre.EquipeId).Select(q => q.Nom).FirstOrDefault(), c.Nombre))
            .ToListAsync(cancellationToken);
    }
}
