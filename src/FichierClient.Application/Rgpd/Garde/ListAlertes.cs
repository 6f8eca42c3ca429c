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

    /// <summary>In how many ventes the same wording stands; 1 for any other text.</summary>
    public int Nombre { get; init; } = 1;

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
        var alertes = Grouped(db, request);
        var total = await alertes.CountAsync(cancellationToken);
        var rows = await Project(db, request.Traitees, alertes.OrderByDescending(a => a.TraiteLe ?? a.ReleveLe).ThenBy(a => a.Id).Take(Math.Clamp(request.Taille, 1, Maximum))).ToListAsync(cancellationToken);
        var last = await db.ExamensGarde.AsNoTracking().OrderByDescending(e => e.TermineLe).FirstOrDefaultAsync(cancellationToken);
        return new AlertesTrouvees(rows, total, await ByMemberAsync(db, cancellationToken), last?.TermineLe, last?.Lus ?? 0);
    }

    /// <summary>Of lines with the same wording one stands for all: the newest. Those that were put right were so one by one.</summary>
    private static IQueryable<AlerteGarde> Grouped(AppDbContext db, ListAlertesRequest request)
    {
        var categorie = request.Categorie?.ToString();
        return db.AlertesGarde.FromSql($"""
            select distinct on (case when libelle = '' or suite = 'Corrige' then id::text else libelle end, categorie) * from alertes_garde
            where tenant_id = {db.TenantId} and (traite_le is not null) = {request.Traitees} and ({categorie}::text is null or categorie = {categorie}) and ({request.AuteurId}::uuid is null or auteur_id = {request.AuteurId})
            order by case when libelle = '' or suite = 'Corrige' then id::text else libelle end, categorie, id desc
            """).AsNoTracking();
    }

    private static IQueryable<AlerteRow> Project(AppDbContext db, bool traitees, IQueryable<AlerteGarde> alertes) =>
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
            Nombre = a.Libelle == "" || a.Suite == SuiteAlerte.Corrige ? 1 : db.AlertesGarde.Count(b => b.Libelle == a.Libelle && b.Categorie == a.Categorie && (b.TraiteLe != null) == traitees && b.Suite != SuiteAlerte.Corrige),
            Debut = a.Debut,
            Longueur = a.Longueur,
            Motif = a.Motif,
            Auteur = membre!.Nom,
            Equipe = db.Equipes.Where(q => q.Id == membre.EquipeId).Select(q => q.Nom).FirstOrDefault(),
            Suite = a.Suite,
            TraiteLe = a.TraiteLe,
            TraitePar = db.Membres.Where(m => m.Id == a.TraiteParId).Select(m => m.Nom).FirstOrDefault(),
        };

    private static Task<List<AlertesDe>> ByMemberAsync(AppDbContext db, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<AlertesDe>($"""
            select a.auteur_id, m.nom as auteur, q.nom as equipe, a.nombre
            from (select auteur_id, count(distinct (coalesce(nullif(libelle, ''), id::text), categorie))::int as nombre from alertes_garde where tenant_id = {db.TenantId} and traite_le is null group by auteur_id) a
            left join membres m on m.tenant_id = {db.TenantId} and m.id = a.auteur_id left join equipes q on q.tenant_id = m.tenant_id and q.id = m.equipe_id
            order by a.nombre desc, m.nom
            """).ToListAsync(cancellationToken);
}
