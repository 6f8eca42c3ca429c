using FichierClient.Application.Common;
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
        if (before is not null || ligne is { Refus: null } or { EstAutrePiece: true }) return;
        if (IsTotal(cells)) ligne.RefuseAs(Texts.Get("Import_ligne_total"));
        else if (genre == GenreImport.Mixte && !MayBeSubtotal(cells)) SetAside(ligne);
    }

    private static void SetAside(LigneImportee ligne)
    {
        // Of a deal that isn't won nothing else is missing.
        var open = Texts.Get("Import_vente_non_realisee");
        if (ligne.Refus!.Contains(open, StringComparison.Ordinal)) ligne.RefuseAs(open);
        ligne.SetVenteAside();
        // Who hasn't bought trades in nobody's name.
        if (ligne is { Personne: { } personne, Entreprise: { Siren: null, Siret: null, NumeroTva: null } }) (ligne.Entreprise, ligne.Contact, ligne.Personne) = (null, personne, null);
    }

    private static bool IsTotal(CellReader cells) => !cells.Lecture.EstSansPerte
        && cells.Ligne is { Contact: null, Entreprise: { EstNomSeul: true } named } && LignesHorsListe.EstPied(named.CleNom);

    /// <summary>A name and a sum, no day and no state: « Région Nord » would become a company.</summary>
    private static bool MayBeSubtotal(CellReader cells) => cells.Ligne is { Contact: null, Entreprise: { EstNomSeul: true } }
        && cells.Lecture.Text(cells.Record.Cells, "vente.date") is null && TexteNormalise.Of(cells.Lecture.Text(cells.Record.Cells, "vente.statut")).Length == 0;
}
