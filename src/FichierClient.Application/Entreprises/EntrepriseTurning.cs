using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <summary>Turns the pages of the list: rows from the cursor on, in reading direction, by comparing (key, id) with an index.</summary>
internal static partial class EntrepriseTurning
{
    public static IQueryable<EntrepriseChiffree> Turn(this IQueryable<EntrepriseChiffree> rows, PageRequest page, AppDbContext db)
    {
        var down = page.Descending != page.Cursor.Backwards;
        return page.Sort switch
        {
            ListEntreprises.ParCa => rows.ByCa(page.Cursor, down),
            ListEntreprises.ParVille => rows.ByText(nameof(Entreprise.Ville), page.Cursor, down),
            ListEntreprises.ParDerniereVente => rows.ByDerniereVente(page.Cursor, down),
            ListEntreprises.ParEvolution => rows.ByEvolution(page.Cursor, down),
            ListEntreprises.ParCommercial => rows.ByCommercial(page.Cursor, down, db),
            ListEntreprises.ParStatut => rows.ByStatut(page.Cursor, down),
            _ => rows.ByText(nameof(Entreprise.Recherche), page.Cursor, down),
        };
    }

    /// <param name="rows">The rows.</param>
    /// <param name="property">A normalised text of the entreprise, never null.</param>
    /// <param name="cursor">Where to go on.</param>
    /// <param name="down">From the last to the first.</param>
    private static IQueryable<EntrepriseChiffree> ByText(this IQueryable<EntrepriseChiffree> rows, string property, PageCursor cursor, bool down)
    {
        if (cursor.Move is not (PageMove.First or PageMove.Last))
        {
            var from = cursor.Move == PageMove.From;
            var (key, id) = from ? (TexteNormalise.Of(cursor.Key) + (down ? SqlText.Highest : ""), EdgeOf(down)) : (cursor.Key, cursor.Id);
            rows = down
                ? rows.Where(r => EF.Functions.LessThan(ValueTuple.Create(EF.Property<string>(r.Entreprise, property), r.Entreprise.Id), ValueTuple.Create(key, id)))
                : rows.Where(r => EF.Functions.GreaterThan(ValueTuple.Create(EF.Property<string>(r.Entreprise, property), r.Entreprise.Id), ValueTuple.Create(key, id)));
        }

        return down
            ? rows.OrderByDescending(r => EF.Property<string>(r.Entreprise, property)).ThenByDescending(r => r.Entreprise.Id)
            : rows.OrderBy(r => EF.Property<string>(r.Entreprise, property)).ThenBy(r => r.Entreprise.Id);
    }

    private static IQueryable<EntrepriseChiffree> ByCa(this IQueryable<EntrepriseChiffree> rows, PageCursor cursor, bool down)
    {
        if (CentimesOf(cursor) is { } key)
        {
            var id = cursor.Move == PageMove.From ? EdgeOf(down) : cursor.Id;
            rows = down
                ? rows.Where(r => EF.Functions.LessThan(ValueTuple.Create(r.Stats.Ca12m, r.Stats.Id), ValueTuple.Create(key, id)))
                : rows.Where(r => EF.Functions.GreaterThan(ValueTuple.Create(r.Stats.Ca12m, r.Stats.Id), ValueTuple.Create(key, id)));
        }

        return down
            ? rows.OrderByDescending(r => r.Stats.Ca12m).ThenByDescending(r => r.Stats.Id)
            : rows.OrderBy(r => r.Stats.Ca12m).ThenBy(r => r.Stats.Id);
    }

    private static IQueryable<EntrepriseChiffree> ByDerniereVente(this IQueryable<EntrepriseChiffree> rows, PageCursor cursor, bool down)
    {
        if (JourOf(cursor) is { } key)
        {
            var id = cursor.Move == PageMove.From ? EdgeOf(down) : cursor.Id;
            rows = down
                ? rows.Where(r => EF.Functions.LessThan(ValueTuple.Create(r.Stats.DerniereVente, r.Stats.Id), ValueTuple.Create(key, id)))
                : rows.Where(r => EF.Functions.GreaterThan(ValueTuple.Create(r.Stats.DerniereVente, r.Stats.Id), ValueTuple.Create(key, id)));
        }

        return down
            ? rows.OrderByDescending(r => r.Stats.DerniereVente).ThenByDescending(r => r.Stats.Id)
            : rows.OrderBy(r => r.Stats.DerniereVente).ThenBy(r => r.Stats.Id);
    }

    /// <summary>"From" a value takes the rows that have it too.</summary>
    private static Guid EdgeOf(bool down) => down ? Guid.AllBitsSet : Guid.Empty;

    /// <summary>Centimes of a row; what people type after "go to" is an amount. Null: from the start.</summary>
    private static long? CentimesOf(PageCursor cursor) => cursor.Move switch
    {
        PageMove.After or PageMove.Before when long.TryParse(cursor.Key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var centimes) => centimes,
        PageMove.From when NombreFrancais.TryParse(cursor.Key, CultureInfo.CurrentCulture, out var amount) && Math.Abs(amount) < 1e15m => (long)(amount * 100),
        _ => null,
    };

    private static DateOnly? JourOf(PageCursor cursor) => cursor.Move switch
    {
        PageMove.After or PageMove.Before when DateOnly.TryParseExact(cursor.Key, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        PageMove.From when DateFrancaise.TryParse(cursor.Key, out var typed) => typed,
        _ => null,
    };
}
