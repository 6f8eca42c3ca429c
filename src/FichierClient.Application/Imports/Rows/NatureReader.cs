using FichierClient.Application.Common;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;
using FichierClient.Domain.Imports;

namespace FichierClient.Application.Imports.Rows;

/// <summary>
/// Reads the rows of a list that has companies and people under the same headings, as Odoo's partners: a company is an entreprise, a person
/// with a company its contact, a person without one a contact, or an entreprise individuelle where the row says that it trades.
/// </summary>
internal sealed class NatureReader(LectureColonnes lecture, GenreImport genre)
{
    private static readonly string[] Noms = ["contact.nom", "contact.nom_complet", "contact.prenom"];
    private static readonly string[] Numeros = ["entreprise.siren", "entreprise.siret", "entreprise.tva"];
    private static readonly string[] Livraisons = ["delivery", "shipping", "livraison"];
    private static readonly string[] Facturations = ["invoice", "facturation", "billing"];

    private readonly LectureColonnes societes = lecture.PourSocietes(), personnes = lecture.PourPersonnes();

    /// <param name="ligne">Gets what the row says.</param>
    /// <param name="record">Its cells.</param>
    /// <param name="vend">The row is a vente too: whoever bought is its entreprise.</param>
    public void Read(LigneImportee ligne, FileRecord record, bool vend)
    {
        var cells = new CellReader(lecture, record, ligne);
        var (societe, reference) = Societe(cells);
        if (!EstPersonne(cells, societe is not null || reference is not null))
        {
            ReadSociete(cells, record);
            return;
        }

        var person = new CellReader(personnes, record, ligne) { Societe = societe };
        if (societe is not null || reference is not null)
        {
            ligne.Contact = ContactReader.Read(person);
            ligne.Entreprise = De(cells, societe, reference);
        }
        else if (vend || Trades(cells)) ligne.Entreprise = Individuelle(EntrepriseReader.Read(new CellReader(societes, record, ligne)), ContactReader.Read(person));
        else ligne.Contact = ContactReader.Read(person);
    }

    /// <summary>Somebody who trades in their own name, as an entreprise.</summary>
    public static SourceEntreprise Individuelle(SourceEntreprise source, SourceContact? personne)
    {
        var nom = personne is { NomDeduit: false } ? string.Join(' ', new[] { personne.Prenom, personne.Nom }.OfType<string>()) : source.Nom;
        return source with
        {
            Nom = nom,
            CleNom = TexteNormalise.Of(nom),
            EstPersonnePhysique = true,
            Email = source.Email ?? (personne?.Emails is [var first, ..] ? first : null),
            Telephones = source.Telephones.Count > 0 ? source.Telephones : personne?.Telephones ?? [],
        };
    }

    private void ReadSociete(CellReader cells, FileRecord record)
    {
        var ligne = cells.Ligne;
        ligne.Entreprise = EntrepriseReader.Read(new CellReader(societes, record, ligne));
        if (cells.Text("entreprise.societe_liee", CellReader.Nom) is not null) ligne.Remarques.Add(Texts.Get("Import_societe_mere"));
        // A company with its person beside it, each in columns of their own.
        if (cells.Text("entreprise.nom", CellReader.Nom) is not null && Array.Exists(Noms, cle => cells.Text(cle, CellReader.Nom) is not null)) ligne.Contact = ContactReader.Read(cells);
    }

    /// <summary>The company that the row belongs to, by name or by the number that it has in the file.</summary>
    private (string? Nom, string? Reference) Societe(CellReader cells)
    {
        var nom = cells.Text("entreprise.societe_liee", CellReader.Nom) ?? (lecture.PartageNoms ? null : cells.Text("entreprise.nom", CellReader.Nom));
        // A number helps only where the companies of the file have theirs.
        return (nom, lecture.Has("entreprise.reference") ? cells.Reference("entreprise.reference_liee") : null);
    }

    private bool EstPersonne(CellReader cells, bool hasSociete)
    {
        if (NaturesLigne.Of(cells.Text("entreprise.nature", CellReader.Nom), lecture.EnTete("entreprise.nature")) is { } said) return said == NatureLigne.Personne;
        // Whoever has a number of the register and no first name is a company, with a parent company or without.
        if (HasNumero(cells) && !Array.Exists(Noms, cle => cells.Text(cle, CellReader.Nom) is not null)) return false;
        if (lecture.PartageNoms && cells.Text("contact.prenom", CellReader.Nom) is not null) return true;
        return cells.Text("entreprise.societe_liee", CellReader.Nom) is not null || (hasSociete && lecture.Has("entreprise.reference_liee") && cells.Text("entreprise.reference_liee", CellReader.Court) is not null)
            || genre == GenreImport.Contacts;
    }

    private static bool Trades(CellReader cells) =>
        HasNumero(cells) || cells.Flag("entreprise.personne_physique") == true;

    private static bool HasNumero(CellReader cells) => Array.Exists(Numeros, cle => cells.Text(cle, CellReader.Court) is not null);

    /// <summary>The person's company, of which the row knows its name and perhaps where goods go to.</summary>
    private static SourceEntreprise De(CellReader cells, string? societe, string? reference)
    {
        var kind = TexteNormalise.Of(cells.Text("entreprise.type_adresse", CellReader.Court));
        if (Facturations.Any(w => kind.Contains(w, StringComparison.Ordinal))) cells.Ligne.Remarques.Add(Texts.Get("Import_adresse_service"));
        return new SourceEntreprise
        {
            Nom = societe,
            CleNom = TexteNormalise.Of(societe),
            Reference = reference,
            Livraison = Livraisons.Any(w => kind.Contains(w, StringComparison.Ordinal)) ? EntrepriseReader.ReadAdresse(cells, "entreprise.") : Domain.Entreprises.Adresse.Vide,
        };
    }
}
