using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <summary>
/// The orders by évolution (an index), and by commercial and statut, where many rows have the same value: among those by
/// name. The latter two have no index: the first of what the filter finds are picked while it is read once.
/// </summary>
internal static partial class EntrepriseTurning
{
    /// <summary>Between the two parts of a key; in no name.</summary>
    private const char Separator = '|';

    private sealed class EntrepriseRangee<TRang>
    {
        public required EntrepriseChiffree Row { get; init; }
        public required TRang Rang { get; init; }
    }

    /// <summary>The key of a row in an order by a value that many have.</summary>
    public static string CleOf(string groupe, string recherche) => groupe.Replace(Separator, ' ') + Separator + recherche;

    private static IQueryable<EntrepriseChiffree> ByEvolution(this IQueryable<EntrepriseChiffree> rows, PageCursor cursor, bool down)
    {
        if (EvolutionOf(cursor) is { } key)
        {
            var id = cursor.Move == PageMove.From ? EdgeOf(down) : cursor.Id;
            rows = down
                ? rows.Where(r => EF.Functions.LessThan(ValueTuple.Create(r.Stats.Evolution, r.Stats.Id), ValueTuple.Create(key, id)))
                : rows.Where(r => EF.Functions.GreaterThan(ValueTuple.Create(r.Stats.Evolution, r.Stats.Id), ValueTuple.Create(key, id)));
        }

        return down
            ? rows.OrderByDescending(r => r.Stats.Evolution).ThenByDescending(r => r.Stats.Id)
            : rows.OrderBy(r => r.Stats.Evolution).ThenBy(r => r.Stats.Id);
    }

    /// <summary>Those of nobody come first.</summary>
    private static IQueryable<EntrepriseChiffree> ByCommercial(this IQueryable<EntrepriseChiffree> rows, PageCursor cursor, bool down, AppDbContext db) => rows
        .LeftJoin(db.Membres, r => r.Stats.ResponsableId, m => m.Id, (r, m) => new EntrepriseRangee<string> { Row = r, Rang = m == null ? "" : m.Nom.Replace("|", " ") })
        .ByRang(cursor, down, cursor.Key.Split(Separator)[0], cursor.Move != PageMove.First);

    private static IQueryable<EntrepriseChiffree> ByStatut(this IQueryable<EntrepriseChiffree> rows, PageCursor cursor, bool down)
    {
        var isStatut = Enum.TryParse<StatutEntreprise>(cursor.Key.Split(Separator)[0], out var statut);
        return rows.Select(r => new EntrepriseRangee<int>
        {
            Row = r,
            Rang = r.Entreprise.StatutManuel != null
                ? (r.Entreprise.StatutManuel == StatutEntreprise.Client ? 1 : r.Entreprise.StatutManuel == StatutEntreprise.AncienClient ? 2 : 0)
                : r.Stats.NbFactures12m > 0 ? 1 : r.Stats.NbFactures > 0 ? 2 : 0,
        }).ByRang(cursor, down, RangOf(statut), isStatut);
    }

    private static int RangOf(StatutEntreprise statut) => statut switch { StatutEntreprise.Client => 1, StatutEntreprise.AncienClient => 2, _ => 0 };

    private static IQueryable<EntrepriseChiffree> ByRang<TRang>(this IQueryable<EntrepriseRangee<TRang>> rows, PageCursor cursor, bool down, TRang rang, bool isKnown)
    {
        if (isKnown && cursor.Move is PageMove.After or PageMove.Before or PageMove.From)
        {
            var nom = cursor.Move == PageMove.From ? down ? SqlText.Highest : "" : cursor.Key[(cursor.Key.IndexOf(Separator, StringComparison.Ordinal) + 1)..];
            var id = cursor.Move == PageMove.From ? EdgeOf(down) : cursor.Id;
            rows = down
                ? rows.Where(r => EF.Functions.LessThan(ValueTuple.Create(r.Rang, r.Row.Entreprise.Recherche, r.Row.Entreprise.Id), ValueTuple.Create(rang, nom, id)))
                : rows.Where(r => EF.Functions.GreaterThan(ValueTuple.Create(r.Rang, r.Row.Entreprise.Recherche, r.Row.Entreprise.Id), ValueTuple.Create(rang, nom, id)));
        }

        return (down
            ? rows.OrderByDescending(r => r.Rang).ThenByDescending(r => r.Row.Entreprise.Recherche).ThenByDescending(r => r.Row.Entreprise.Id)
            : rows.OrderBy(r => r.Rang).ThenBy(r => r.Row.Entreprise.Recherche).ThenBy(r => r.Row.Entreprise.Id)).Select(r => r.Row);
    }

    /// <summary>Hundredths of a percent of a row; what people type after "go to" is a percentage. Null: from the start.</summary>
    private static long? EvolutionOf(PageCursor cursor) => cursor.Move switch
    {
        PageMove.After or PageMove.Before when long.TryParse(cursor.Key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var stored) => stored,
        PageMove.From when NombreFrancais.TryParse(cursor.Key.Trim().TrimEnd('%').TrimStart('+'), CultureInfo.CurrentCulture, out var percent) && Math.Abs(percent) < 1e12m => (long)(percent * 100),
        _ => null,
    };
}
