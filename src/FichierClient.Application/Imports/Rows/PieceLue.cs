using FichierClient.Application.Common;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Rows;

/// <summary>Which document a row tells of, by its type, its answers and its number.</summary>
/// <param name="EstAvoir">It is a credit note.</param>
/// <param name="Refus">Why it is no sale; null: it is one.</param>
/// <param name="EstAutre">It says nothing of the invoice whose number it bears.</param>
internal readonly record struct PieceLue(bool EstAvoir, string? Refus = null, bool EstAutre = false)
{
    /// <param name="cells">The row.</param>
    /// <param name="negative">Its amount has a minus, which says by itself that money went back.</param>
    public static PieceLue Of(CellReader cells, bool negative)
    {
        var (type, pieces) = (TexteNormalise.Of(cells.Text("vente.type", CellReader.Nom)), cells.Lecture.Pieces);
        if (type == "nc" && pieces is { EnCodes: false, TousCodes: false }) type = "";
        if (cells.Lecture.EstUnAchat(cells.Record)) return new(false, Texts.Get("Import_autre_piece", type.Length > 0 ? type : Texts.Get("Import_achat")), true);
        if (pieces.EnNumeros && type == "4") return new(false, Texts.Get("Import_autre_piece", "proforma"), true);
        if (ByCode(cells, type) is { } code) return code;
        if (MotsVente.EstAutrePiece(type, cells.Lecture.NommeDocuments)) return new(false, Texts.Get("Import_autre_piece", type), true);
        if (!negative && MotsVente.EstAnnulation(type)) return new(false, Texts.Get("Import_annulation", type));
        if (!negative && MotsVente.EstRetour(type)) return pieces.DitVentes ? new(true) : new(false, Texts.Get("Import_autre_piece", type), true);
        return new(MotsVente.EstAvoir(type) || cells.Flag("vente.est_avoir") == true || (pieces.EnNumeros && type == "2") || ByNumber(cells, type, negative));
    }

    /// <summary>What a code of a column of codes means; null: the cell is none.</summary>
    private static PieceLue? ByCode(CellReader cells, string type)
    {
        var pieces = cells.Lecture.Pieces;
        if (type.Length == 0 || cells.Text("vente.type", CellReader.Nom) is not { } written || !CodesPieces.EstCode(written) || !(pieces.EnCodes || pieces.TousCodes || pieces.CodeSeul)) return null;
        if (pieces.CodeSeul && CodesPieces.EstAmbigu(type)) return new(false, Texts.Get("Import_code_inconnu", written));
        if (CodesPieces.EstAvoir(type) && (type != "a" || pieces.EnLettres))
        {
            // Some write it for « acompte ».
            if (type == "ac") cells.Ligne.Remarques.Add(Texts.Get("Import_code_avoir", written));
            return new(true);
        }

        if (CodesPieces.EstFacture(type)) return new(cells.Flag("vente.est_avoir") == true);
        if (CodesPieces.EstAutre(type)) return new(false, Texts.Get("Import_autre_piece", written), true);
        return pieces.EnCodes ? new(false, Texts.Get("Import_code_inconnu", written)) : null;
    }

    /// <summary>« AV-3 » beside « FA-2 » is a credit note; alone it may be, which is said.</summary>
    private static bool ByNumber(CellReader cells, string type, bool negative)
    {
        if (negative || MotsVente.EstFacture(type) || cells.Lecture.Has("vente.est_avoir") || cells.Text("vente.numero", CellReader.Court) is not { } numero || !Mapping.PiecesVente.EstNumeroDAvoir(numero)) return false;
        cells.Ligne.Remarques.Add(Texts.Get(cells.Lecture.Pieces.NumerosDeFactures ? "Import_avoir_du_numero" : "Import_numero_d_avoir"));
        return cells.Lecture.Pieces.NumerosDeFactures;
    }
}
