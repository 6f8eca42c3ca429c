using System.Globalization;
using FichierClient.Application.Rgpd.TableauDpo;
using FichierClient.Domain.Rgpd.Violations;

namespace FichierClient.Web.Rgpd.TableauDpo;

/// <summary>The lists of the inspection's file, with semicolons as a French spreadsheet opens them; instants in UTC.</summary>
internal static class ControleCsv
{
    public static string Demandes(IEnumerable<DemandeControlee> demandes) => Of(
        ["reference", "droits", "recue_le", "echeance_initiale", "jours_suspendus", "prorogee_le", "echeance", "repondue_le", "statut"],
        demandes.Select(r => (string[])
        [
            r.Reference, string.Join(' ', r.Droits), Day(r.RecueLe), Day(r.EcheanceInitiale),
            $"{r.JoursSuspendus}", Day(r.ProrogeeLe), Day(r.Echeance), Day(r.RepondueLe), $"{r.Statut}",
        ]));

    /// <summary>What art. 33(5) asks to be documented: facts, effects, measures.</summary>
    public static string Violations(IEnumerable<ViolationControlee> violations) => Of(
        [
            "reference", "titre", "prise_connaissance_le", "survenue_le", "finie_le", "natures", "origine", "cause", "circonstances", "donnees", "donnees_sensibles", "categories_personnes",
            "nombre_personnes", "nombre_enregistrements", "consequences", "gravite", "risque", "mesures_avant", "mesures_prises", "sous_traitants", "autres_pays",
            "echeance", "notifiee_le", "numero_cnil", "motif_retard", "completee_le", "personnes_informees_le", "exception", "motif_exception", "close_le",
        ],
        violations.Select(v => (string[])[v.Reference, v.Description.Titre, Instant(v.PriseConnaissanceLe), .. Facts(v.Description), .. Duties(v)]));

    private static string[] Facts(DescriptionViolation d) =>
    [
        Instant(d.SurvenueLe), Instant(d.FinieLe), $"{d.Natures}", $"{d.Origine}", $"{d.Cause}", d.Circonstances ?? "", d.Donnees ?? "", d.DonneesSensibles ?? "", d.CategoriesPersonnes ?? "",
        $"{d.NombrePersonnes}", $"{d.NombreEnregistrements}", d.Consequences ?? "", $"{d.Gravite}", $"{d.Risque}", d.MesuresAvant ?? "", d.MesuresPrises ?? "", d.SousTraitants ?? "", d.AutresPays ?? "",
    ];

    private static string[] Duties(ViolationControlee v) =>
    [
        Instant(v.Echeance), Instant(v.NotifieeLe), v.NumeroCnil ?? "", v.MotifRetard ?? "", Instant(v.CompleteeLe), Instant(v.PersonnesInformeesLe), $"{v.Exception}", v.MotifException ?? "", Instant(v.CloseLe),
    ];

    public static string Of(string[] head, IEnumerable<string[]> rows) => string.Concat(rows.Prepend(head).Select(r => string.Join(';', r.Select(Cell)) + "\r\n"));

    private static string Cell(string text)
    {
        // What a spreadsheet would calculate is text.
        if (text is ['=' or '+' or '-' or '@', ..]) text = "'" + text;
        return $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Instant(DateTimeOffset? instant) => instant?.ToString("u", CultureInfo.InvariantCulture) ?? "";
}
