using System.Globalization;
using FichierClient.Application.TableauDeBord;
using FichierClient.Domain.TableauDeBord;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.TableauDeBord;

/// <summary>Days and periods in the reader's words.</summary>
internal static class PeriodeText
{
    public static string Day(DateOnly day) => day.ToString("d", CultureInfo.CurrentCulture);

    public static string Days(Plage plage, IStringLocalizer<TableauDeBordTexts> texts) => texts["DuAu", Day(plage.Du), Day(plage.Au)];

    /// <summary>"12 mois", "novembre 2026", "2025", "Exercice 2025-2026", "du 01/02/2025 au 30/06/2025".</summary>
    public static string Name(TableauDetails tableau, TableauFiltre filtre, TableauChoix? choix, IStringLocalizer<TableauDeBordTexts> texts) => tableau.Periode.Kind switch
    {
        PeriodeKind.DouzeMois when tableau.Periode.Plage.Au == tableau.Aujourdhui => texts["DouzeMois"],
        PeriodeKind.DouzeMois => texts["DouzeMoisAu", Day(tableau.Periode.Plage.Au)],
        PeriodeKind.Mois => tableau.Periode.Plage.Du.ToString("MMMM yyyy", CultureInfo.CurrentCulture),
        PeriodeKind.Trimestre => texts["TrimestreNom", PlageNommee.TrimestreDe(tableau.Periode.Plage.Du), tableau.Periode.Plage.Du.Year],
        PeriodeKind.Annee => texts["AnneeNom", tableau.Periode.Plage.Du.Year],
        PeriodeKind.Exercice => texts["ExerciceNom", choix?.Exercices.FirstOrDefault(e => e.Id == filtre.ExerciceId)?.Nom ?? ""],
        _ => Days(tableau.Periode.Plage, texts),
    };

    /// <summary>A bar in full: "mars 2026", "2026".</summary>
    public static string Long(Tranche tranche, bool parAnnee) =>
        tranche.Avant.Du.AddYears(1).ToString(parAnnee ? "yyyy" : "MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>A bar in short with its year, beginning with what stands below it: "mars 2026".</summary>
    public static string Dated(Tranche tranche, bool parAnnee) =>
        tranche.Avant.Du.AddYears(1).ToString(parAnnee ? "yyyy" : "MMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>A bar in short: "mars", "2026".</summary>
    public static string Short(Tranche tranche, bool parAnnee) =>
        tranche.Avant.Du.AddYears(1).ToString(parAnnee ? "yyyy" : "MMM", CultureInfo.CurrentCulture);
}
