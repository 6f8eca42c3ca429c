using System.Security.Cryptography;
using System.Text;
using FichierClient.Application.Common;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Imports;

namespace FichierClient.Application.Imports.Rows;

/// <summary>Turns rows of cells into what they say. Knows nothing of what exists already.</summary>
/// <param name="lecture">What the columns mean.</param>
/// <param name="genre">What is imported.</param>
/// <param name="devise">The organisation's currency: that of amounts without one.</param>
public sealed class RowParser(LectureColonnes lecture, GenreImport genre, string devise = "EUR")
{
    private readonly bool entreprises = lecture.HasAny(SectionImport.Entreprise);
    private readonly bool contacts = genre is GenreImport.Contacts or GenreImport.Mixte && lecture.HasAny(SectionImport.Contact);
    private readonly bool ventes = genre is GenreImport.Ventes or GenreImport.Mixte && lecture.HasAny(SectionImport.Vente);

    public LigneImportee Parse(FileRow row)
    {
        var ligne = new LigneImportee(row.Rang, row.Record.Line);
        if (row.Record.Problem is { } problem)
        {
            ligne.Refuse(problem);
            return ligne;
        }

        if (row.Record.Remark is { } remark) ligne.Remarques.Add(remark);
        ligne.Vides = lecture.Vides(row.Record.Cells).ToHashSet();
        var cells = new CellReader(lecture, row.Record, ligne);
        if (entreprises) ligne.Entreprise = EntrepriseReader.Read(cells);
        if (contacts) ligne.Contact = ContactReader.Read(cells);
        if (ventes) ligne.Vente = VenteReader.Read(cells, devise);
        if (ventes && lecture.Text(row.Record.Cells, "vente.numero") is { } numero) ligne.Piece = (lecture.Text(row.Record.Cells, "vente.serie") ?? "", numero);
        if (ligne.Refus is null) Demand(ligne);
        if (ligne.Vente is { Numero: null }) ligne.Empreinte = Fingerprint(row.Record.Cells);
        return ligne;
    }

    /// <summary>What the kind of the import can't do without.</summary>
    private void Demand(LigneImportee ligne)
    {
        var known = ligne.Entreprise?.IsPresent == true;
        if (!known && genre is GenreImport.Entreprises or GenreImport.Mixte) ligne.Refuse(Texts.Get("Import_entreprise_non_designee"));
        else if (!known && genre == GenreImport.Ventes) ligne.Refuse(Texts.Get("Import_entreprise_vente_non_designee"));
        if (genre == GenreImport.Contacts && ligne.Contact is null) ligne.Refuse(Texts.Get("Import_contact_sans_nom"));
        if (genre == GenreImport.Ventes && ligne.Vente is null) ligne.Refuse(Texts.Get("Import_ni_date_ni_montant"));
    }

    /// <summary>The same row of the same file always gets the same number.</summary>
    private static string Fingerprint(string[] cells)
    {
        var text = string.Join('\u001F', cells.Select(c => c.Trim()));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
