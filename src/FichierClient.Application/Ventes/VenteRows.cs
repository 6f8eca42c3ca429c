using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Ventes;

/// <summary>What the list of ventes and its export share: order and columns.</summary>
internal static class VenteRows
{
    public static IQueryable<VenteRow> ToRows(this IQueryable<Vente> ventes, AppDbContext db, VenteFiltre filtre)
    {
        var produits = filtre.Produits;
        return ventes.Select(v => new VenteRow(v.Id, v.Type, v.Statut, v.Date, v.Montant)
        {
            Serie = v.Serie == Vente.SerieSansNumero ? "" : v.Serie,
            Numero = v.Serie == Vente.SerieSansNumero ? null : v.Numero,
            Rang = EF.Property<string>(v, VenteConfiguration.Rang),
            EntrepriseId = v.EntrepriseId,
            Entreprise = db.Entreprises.Where(e => e.TenantId == v.TenantId && e.Id == v.EntrepriseId).Select(e => e.RaisonSociale).FirstOrDefault(),
            Commercial = db.Membres.Where(m => m.TenantId == v.TenantId && m.Id == v.CommercialId).Select(m => m.Nom).FirstOrDefault(),
            TotalTtc = v.Type == TypeVente.Avoir ? -v.TotalTtc : v.TotalTtc,
            Devise = v.Devise,
            MontantProduits = produits.Count == 0 ? null : v.Lignes.Where(l => produits.Contains(l.ProduitId)).Sum(l => l.Montant),
        });
    }

    public static IQueryable<Vente> Turn(this IQueryable<Vente> ventes, PageRequest page)
    {
        var down = page.Descending != page.Cursor.Backwards;
        return page.Sort == ListVentes.TriParMontant ? TurnByMontant(ventes, page, down) : TurnByDate(ventes, page, down);
    }

    private static IQueryable<Vente> TurnByDate(IQueryable<Vente> ventes, PageRequest page, bool down)
    {
        var (day, rang, id) = (Day(page.Cursor.Key), RangOf(page.Cursor.Key), page.Cursor.Id);
        ventes = (page.Cursor.Move, day, down) switch
        {
            (PageMove.From, { } from, true) => ventes.Where(v => v.Date <= from),
            (PageMove.From, { } from, false) => ventes.Where(v => v.Date >= from),
            (PageMove.After or PageMove.Before, { } at, true) => ventes.Where(v =>
                EF.Functions.LessThan(ValueTuple.Create(v.Date, EF.Property<string>(v, VenteConfiguration.Rang), v.Id), ValueTuple.Create(at, rang, id))),
            (PageMove.After or PageMove.Before, { } at, false) => ventes.Where(v =>
                EF.Functions.GreaterThan(ValueTuple.Create(v.Date, EF.Property<string>(v, VenteConfiguration.Rang), v.Id), ValueTuple.Create(at, rang, id))),
            _ => ventes,
        };
        return down
            ? ventes.OrderByDescending(v => v.Date).ThenByDescending(v => EF.Property<string>(v, VenteConfiguration.Rang)).ThenByDescending(v => v.Id)
            : ventes.OrderBy(v => v.Date).ThenBy(v => EF.Property<string>(v, VenteConfiguration.Rang)).ThenBy(v => v.Id);
    }

    private static IQueryable<Vente> TurnByMontant(IQueryable<Vente> ventes, PageRequest page, bool down)
    {
        var id = page.Cursor.Move == PageMove.From ? down ? Guid.AllBitsSet : Guid.Empty : page.Cursor.Id;
        if (page.Cursor.Move is PageMove.After or PageMove.Before or PageMove.From && Centimes(page.Cursor) is { } key)
        {
            ventes = down
                ? ventes.Where(v => EF.Functions.LessThan(ValueTuple.Create(EF.Property<long>(v, VenteConfiguration.Centimes), v.Id), ValueTuple.Create(key, id)))
                : ventes.Where(v => EF.Functions.GreaterThan(ValueTuple.Create(EF.Property<long>(v, VenteConfiguration.Centimes), v.Id), ValueTuple.Create(key, id)));
        }

        return down
            ? ventes.OrderByDescending(v => EF.Property<long>(v, VenteConfiguration.Centimes)).ThenByDescending(v => v.Id)
            : ventes.OrderBy(v => EF.Property<long>(v, VenteConfiguration.Centimes)).ThenBy(v => v.Id);
    }

    /// <summary>A cursor's own key is an ISO day and a rang; "go to" is typed as people write a day.</summary>
    private static DateOnly? Day(string key) => Domain.Common.DateFrancaise.TryParse(key.Split('|', 2)[0], out var day) ? day : null;

    private static string RangOf(string key) => key.Split('|', 2) is [_, var rang] ? rang : "";

    /// <summary>A cursor's own key is in centimes; "go to" is typed as an amount.</summary>
    private static long? Centimes(PageCursor cursor) => cursor.Move != PageMove.From
        ? long.TryParse(cursor.Key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exact) ? exact : null
        : Domain.Common.NombreFrancais.TryParse(cursor.Key, CultureInfo.CurrentCulture, out var typed) && Math.Abs(typed) < long.MaxValue / 100m ? (long)(typed * 100) : null;
}
