using FichierClient.Application.Common;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Rows;

/// <summary>Where a sale stands, by the word or the answers of its row: annulled, a draft, or not sold.</summary>
internal static class EtatVente
{
    private static readonly string[] JoursDAnnulation = "dateannulation|annuleele|annulele|cancelledat|canceledat|cancelledon|canceledon|voidedat|voideddate|cancellationdate".Split('|');

    /// <param name="cells">The row.</param>
    /// <param name="avoir">It is a credit note.</param>
    public static (bool Annulee, bool Brouillon) Read(CellReader cells, bool avoir)
    {
        var (written, factures) = (cells.Text("vente.statut", CellReader.Nom), cells.Lecture.Pieces.SontDesFactures);
        var statut = TexteNormalise.Of(written);
        if (MotsVente.EstFuture(statut, factures) || (cells.Lecture.SontDesAffaires && !MotsVente.EstGagnee(statut))) cells.Ligne.Refuse(Texts.Get("Import_vente_non_realisee"));
        var refunded = cells.Refunded();
        if (MotsVente.EstRembourseeEnPartie(statut) || refunded == true) cells.Ligne.Refuse(Texts.Get("Import_remboursee_en_partie"));
        var annulee = MotsVente.EstAnnulee(statut, avoir && !cells.Lecture.Pieces.SontDesCommandes) && !MotsVente.AnnuleUneAutre(statut, written!);
        var type = TexteNormalise.Of(cells.Text("vente.type", CellReader.Nom));
        annulee |= refunded == false || (type.StartsWith("facture ", StringComparison.Ordinal) && MotsVente.EstAnnulee(type, avoir));
        var brouillon = MotsVente.EstBrouillon(statut) || IsDolibarrDraft(cells);
        if (cells.Ligne.Refus is null && !annulee && !brouillon && statut.Any(char.IsLetter) && !cells.Lecture.SontDesAffaires && !MotsVente.EstEtatDeVente(statut)) cells.Ligne.Remarques.Add(Texts.Get("Import_etat_inconnu", written!.Length > 40 ? written[..40] : written));
        return (annulee || IsCancelled(cells), brouillon || Says(cells, "vente.est_brouillon") || IsUnvalidated(cells));
    }

    /// <summary>An answer, or the day on which it was.</summary>
    private static bool IsCancelled(CellReader cells) =>
        cells.Lecture.EnTete("vente.est_annulee") is { } header && Array.IndexOf(JoursDAnnulation, ChampsImport.KeyOf(header)) >= 0
            ? cells.Text("vente.est_annulee", CellReader.Nom) is { } day && !CellReader.IsNoDate(day) && TexteNormalise.Of(day) is not ("non" or "no" or "n" or "false" or "faux" or "0")
            : Says(cells, "vente.est_annulee");

    /// <summary>The answer of a column of its own; one that can't be read isn't taken for no.</summary>
    private static bool Says(CellReader cells, string cle)
    {
        if (cells.Text(cle, CellReader.Nom) is not { } text) return false;
        if (cells.Flag(cle) is { } answer) return answer;
        cells.Ligne.Refuse(Texts.Get("Import_reponse_illisible", CellReader.Label(cle), text.Length > 40 ? text[..40] : text));
        return false;
    }

    /// <summary>« Validée : Non »; a name or a day in that column tells who did it, or when.</summary>
    private static bool IsUnvalidated(CellReader cells)
    {
        if (!cells.Lecture.Has("vente.est_validee")) return false;
        if (cells.Text("vente.est_validee", CellReader.Nom) is null) cells.Ligne.Remarques.Add(Texts.Get("Import_validee_vide", CellReader.Label("vente.est_validee")));
        return cells.Flag("vente.est_validee") == false;
    }

    /// <summary>Dolibarr numbers the states of an invoice: 0 draft, 1 validated, 2 paid, 3 abandoned; a draft's number is « (PROV12) ».</summary>
    private static bool IsDolibarrDraft(CellReader cells) => cells.Text("vente.numero", CellReader.Court)?.StartsWith("(PROV", StringComparison.Ordinal) == true
        || (cells.Text("vente.statut", CellReader.Court) == "0" && (cells.Lecture.Pieces.EnNumeros || (cells.Lecture.EnTete("vente.statut") is { } header && ChampsImport.KeyOf(header) is "etat" or "fkstatut" or "ffkstatut")));
}
