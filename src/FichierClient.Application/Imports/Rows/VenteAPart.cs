using FichierClient.Domain.Common;
using FichierClient.Domain.Imports;

namespace FichierClient.Application.Imports.Rows;

/// <summary>
/// Reads the vente of a row whose entreprise and contact are read. A deal that is still open, a day or an amount that can't be read costs the
/// vente alone: it is set aside, and who the row names goes in. What tells of something else than a sale stays outside as a whole.
/// </summary>
internal static class VenteAPart
{
    public static void Read(CellReader cells, GenreImport genre, string devise)
    {
        var (ligne, before) = (cells.Ligne, cells.Ligne.Refus);
        ligne.Commercial = cells.Text("vente.commercial", CellReader.Nom);
        ligne.Vente = VenteReader.Read(cells, devise);
        if (genre != GenreImport.Mixte || before is not null || ligne is { Refus: null } or { EstAutrePiece: true } || MayBeSubtotal(cells)) return;
        ligne.SetVenteAside();
        // Who hasn't bought trades in nobody's name.
        if (ligne is { Personne: { } personne, Entreprise: { Siren: null, Siret: null, NumeroTva: null } }) (ligne.Entreprise, ligne.Contact, ligne.Personne) = (null, personne, null);
    }

    /// <summary>A name and a sum, no day and no state: « Région Nord » would become a company.</summary>
    private static bool MayBeSubtotal(CellReader cells) => cells.Ligne is { Contact: null, Entreprise: { EstNomSeul: true } }
        && cells.Lecture.Text(cells.Record.Cells, "vente.date") is null && TexteNormalise.Of(cells.Lecture.Text(cells.Record.Cells, "vente.statut")).Length == 0;
}
