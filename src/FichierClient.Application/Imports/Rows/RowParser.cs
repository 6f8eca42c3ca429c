using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FichierClient.Application.Common;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;
using FichierClient.Domain.Imports;

namespace FichierClient.Application.Imports.Rows;

/// <summary>Turns rows of cells into what they say, in the order of the file. Knows nothing of what exists already.</summary>
/// <param name="lecture">What the columns mean.</param>
/// <param name="genre">What is imported.</param>
/// <param name="devise">The organisation's currency: that of amounts without one.</param>
/// <param name="societes">Names of the file's companies by their number, for the rows that lead to them by it.</param>
public sealed class RowParser(LectureColonnes lecture, GenreImport genre, string devise = "EUR", SocietesDuFichier? societes = null)
{
    private readonly bool entreprises = lecture.HasAny(SectionImport.Entreprise);
    private readonly bool contacts = genre is GenreImport.Contacts or GenreImport.Mixte && lecture.HasAny(SectionImport.Contact);
    private readonly bool ventes = genre is GenreImport.Ventes or GenreImport.Mixte && lecture.HasAny(SectionImport.Vente);
    private readonly NatureReader? natures = genre != GenreImport.Ventes && lecture.MeleNatures ? new NatureReader(lecture, genre, societes) : null;
    private readonly InvoiceHead head = new(lecture);
    private readonly MarquesIdem idem = new();
    private readonly TableauSuivant suivant = new(lecture);
    private ((string Serie, string Numero) Piece, bool EstAvoir)? derniere;

    public LigneImportee Parse(FileRow row)
    {
        var ligne = new LigneImportee(row.Rang, row.Record.Line);
        var record = lecture.EstSansPerte ? row.Record : idem.Complete(row, ligne.Refuse);
        if (row.Rang == 0) ligne.Remarques.AddRange(lecture.ASavoir);
        if (record.Problem is { } problem)
        {
            ligne.Refuse(problem);
            if (ventes) (ligne.Piece, ligne.EstAvoirDit) = PieceOfDamaged(record);
            return ligne;
        }

        if (record.Remark is { } remark) ligne.Remarques.Add(remark);
        // Asked of every row: its headings, repeated, end what stood before them.
        var suite = ventes && !lecture.EstSansPerte ? suivant.Problem(row) : null;
        if (!lecture.EstSansPerte && (LignesHorsListe.Problem(record, lecture) ?? suite) is { } horsListe)
        {
            ligne.Refuse(horsListe);
            return ligne;
        }

        if (lecture.EstFournisseurSeul(record))
        {
            ligne.Refuse(Texts.Get("Import_fournisseur"));
            return ligne;
        }

        if (ventes) record = head.Complete(record);
        ligne.Vides = lecture.Vides(record.Cells).ToHashSet();
        var cells = new CellReader(lecture, record, ligne);
        ReadWho(cells, record);
        if (ventes) VenteAPart.Read(cells, genre, devise);
        if (ventes && !ligne.EstAutrePiece && (lecture.Text(record.Cells, "vente.numero_avoir") ?? lecture.Text(record.Cells, "vente.numero")) is { } numero)
        {
            ligne.Piece = (VenteReader.SerieOf(lecture, record.Cells), numero);
            derniere = (ligne.Piece.Value, ligne.EstAvoirDit);
        }

        ligne.Journal = lecture.JournalDe(record);
        if (natures is null) NameTheUnnamed(ligne);
        if (ligne.Refus is null) Demand(ligne);
        if (lecture.RemplitPlusieurs && ligne is { Refus: null, VenteEcartee: null, Entreprise.Nom: not null } && record.Cells.Count(c => !string.IsNullOrWhiteSpace(c)) == 1)
        {
            // A heading within the list, « BRETAGNE », looks like a company of which nothing else is known.
            ligne.Remarques.Add(Texts.Get("Import_nom_seul"));
            ligne.EstDouteuse = true;
        }

        if (ligne.Vente is { Numero: null }) ligne.Empreinte = Fingerprint(ligne.Vente, ligne, devise);
        return ligne;
    }

    /// <summary>The invoice that lacks a line by a damaged row: the one above, when its number stands in any cell, since the cells may be displaced.</summary>
    private ((string Serie, string Numero)? Piece, bool EstAvoir) PieceOfDamaged(FileRecord record) =>
        derniere is { } above && Array.Exists(record.Cells, c => c.Trim() == above.Piece.Numero) ? above
        : lecture.Text(record.Cells, "vente.numero") is { } numero ? ((VenteReader.SerieOf(lecture, record.Cells), numero), false) : default;

    private void ReadWho(CellReader cells, FileRecord record)
    {
        if (natures is not null)
        {
            natures.Read(cells.Ligne, record, ventes);
            return;
        }

        if (entreprises) cells.Ligne.Entreprise = EntrepriseReader.Read(cells);
        if (contacts) cells.Ligne.Contact = ContactReader.Read(cells);
        if (contacts && cells.Ligne.Contact is null && cells.Text("contact.notes", CellReader.Long) is not null) cells.Ligne.Remarques.Add(Texts.Get("Import_notes_sans_personne"));
    }

    /// <summary>Who trades in their own name has no other; whoever buys without a company is the entreprise of that vente; a list of sites names companies by their domain.</summary>
    private void NameTheUnnamed(LigneImportee ligne)
    {
        if (ligne is { Entreprise: { Nom: null, EstPersonnePhysique: true } individuelle, Contact: { NomDeduit: false } exploitant })
        {
            NatureReader.Trade(ligne, individuelle, exploitant);
            return;
        }

        if (ligne.Entreprise?.IsPresent == true) return;
        if (ligne is { Vente: not null, Contact: { NomDeduit: false } person } && genre == GenreImport.Mixte)
        {
            NatureReader.Trade(ligne, ligne.Entreprise ?? new SourceEntreprise(), person);
            ligne.EstAcheteurSeul = entreprises;
        }
        else if (genre == GenreImport.Entreprises && ligne.Entreprise is { Site: { } site } source && Host(site) is { } host)
        {
            ligne.Remarques.Add(Texts.Get("Import_nom_du_site"));
            ligne.Entreprise = source with { Nom = host, CleNom = TexteNormalise.Of(host), NomDeduit = true };
        }
    }

    private static string? Host(string site) =>
        Uri.TryCreate(site.Contains("://", StringComparison.Ordinal) ? site : "https://" + site, UriKind.Absolute, out var uri) && uri.Host.Contains('.', StringComparison.Ordinal)
            ? (uri.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? uri.Host[4..] : uri.Host) : null;

    /// <summary>What the kind of the import can't do without.</summary>
    private void Demand(LigneImportee ligne)
    {
        var known = ligne.Entreprise?.IsPresent == true;
        // A person of no company is a contact all the same, unless the row sold something to somebody.
        var alone = ligne.Contact is not null && ligne.Vente is null && (natures is not null || genre == GenreImport.Mixte);
        if (!lecture.EstSansPerte && ligne is { Contact: null, Vente: null or { Numero: null }, Entreprise: { EstNomSeul: true } seul } && (LignesHorsListe.EstPied(seul.CleNom) || seul.Nom?.StartsWith('*') == true)) ligne.Refuse(Texts.Get("Import_ligne_total"));
        if (!known && !alone && genre is GenreImport.Entreprises or GenreImport.Mixte) ligne.Refuse(Texts.Get("Import_entreprise_non_designee"));
        else if (!known && genre == GenreImport.Ventes) ligne.Refuse(Texts.Get("Import_entreprise_vente_non_designee"));
        // A card may be a company's.
        if (genre == GenreImport.Contacts && ligne.Contact is null && !((natures is not null || lecture.EstVcard) && known)) ligne.Refuse(Texts.Get("Import_contact_sans_nom"));
        if (genre == GenreImport.Ventes && ligne.Vente is null) ligne.Refuse(Texts.Get("Import_ni_date_ni_montant"));
    }

    /// <summary>
    /// The same sale always gets the same number, in the next export too, by another program or in another format: from what was read, not from
    /// how it was written. Its owner, its state or a column that isn't ours may have changed meanwhile.
    /// </summary>
    private static string Fingerprint(SourceVente vente, LigneImportee ligne, string devise)
    {
        var (e, c) = (ligne.Entreprise, ligne.Contact ?? ligne.Personne);
        var client = e?.CleNom is { Length: > 0 } nom ? nom : e?.Siren ?? e?.NumeroTva ?? e?.Reference ?? (c is { Emails: [var address, ..] } ? address : c?.CleNom) ?? "";
        var total = Argent.Round(vente.Ligne.Quantite * vente.Ligne.PrixUnitaireHt * (1 - vente.Ligne.Remise / 100));
        var text = string.Join('\u001F', client, vente.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), vente.Type, total.ToString("0.00", CultureInfo.InvariantCulture), vente.Devise ?? devise,
            TexteNormalise.Of(vente.Sku), vente.DesignationConnue ? TexteNormalise.Of(vente.Ligne.Designation) : "");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
