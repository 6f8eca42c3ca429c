using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Garde;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Garde;

/// <param name="Id">The alert that stands for the wording.</param>
/// <param name="Apres">Where the page before ended; null: from the start.</param>
public sealed record ListVentesAlerteRequest(Guid Id, string? Apres = null);

/// <summary>A vente with a line of the wording; never the wording.</summary>
public sealed record VenteAlerteRow(Guid AlerteId, Guid VenteId, string? Numero, DateOnly Date, string Entreprise, bool EnCorbeille)
{
    public string? Auteur { get; init; }
}

/// <param name="Categorie">What was found in the wording.</param>
/// <param name="EstTraitee">It was decided for all of them.</param>
/// <param name="Total">How many ventes there are.</param>
/// <param name="Rows">The newest first, as many as one page holds.</param>
/// <param name="Suite">What the next page asks for; null: this is the last one.</param>
public sealed record VentesAlerte(CategorieSensible Categorie, bool EstTraitee, int Total, IReadOnlyList<VenteAlerteRow> Rows, string? Suite);

/// <summary>The ventes for which one alert stands: those with a line of the same wording about which the same was decided. One that was put right is no longer among them.</summary>
public sealed class ListVentesAlerte(UseCaseServices services) : UseCase<ListVentesAlerteRequest, VentesAlerte>(services)
{
    internal const int Page = 50;

    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<VentesAlerte>> ExecuteAsync(AppDbContext db, Acteur acteur, ListVentesAlerteRequest request, CancellationToken cancellationToken)
    {
        if (await db.AlertesGarde.AsNoTracking().SingleOrDefaultAsync(a => a.Id == request.Id && a.Lieu == LieuTexte.LigneVente && a.Libelle != "", cancellationToken) is not { } alerte) return Refus.Introuvable();
        var treated = alerte.TraiteLe is not null && alerte.Suite != SuiteAlerte.Corrige;
        var same = db.AlertesGarde.Where(a => a.Libelle == alerte.Libelle && a.Categorie == alerte.Categorie && (a.TraiteLe != null) == treated && (treated ? a.Suite == alerte.Suite : a.Suite != SuiteAlerte.Corrige));
        var rows = await Ventes(db, same, request.Apres).Take(Page + 1).ToListAsync(cancellationToken);
        var shown = rows.Take(Page).ToList();
        return new VentesAlerte(alerte.Categorie, treated, await same.CountAsync(cancellationToken), shown, rows.Count > Page ? $"{shown[^1].Date:yyyy-MM-dd}_{shown[^1].VenteId}" : null);
    }

    /// <summary>Those in the trash too: they are counted.</summary>
    private static IQueryable<VenteAlerteRow> Ventes(AppDbContext db, IQueryable<AlerteGarde> same, string? apres)
    {
        var ventes = db.Ventes.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).AsNoTracking();
        if (Read(apres) is (var date, var id)) ventes = ventes.Where(v => EF.Functions.LessThan(ValueTuple.Create(v.Date, v.Id), ValueTuple.Create(date, id)));
        return
            from a in same
            join v in ventes on a.SujetId equals v.Id
            join e in db.Entreprises on v.EntrepriseId equals e.Id
            orderby v.Date descending, v.Id descending
            select new VenteAlerteRow(a.Id, v.Id, v.Numero, v.Date, e.RaisonSociale, v.SupprimeLe != null) { Auteur = db.Membres.Where(m => m.Id == a.AuteurId).Select(m => m.Nom).FirstOrDefault() };
    }

    private static (DateOnly, Guid)? Read(string? apres) =>
        apres?.Split('_') is [var day, var key] && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && Guid.TryParse(key, out var id) ? (date, id) : null;
}
