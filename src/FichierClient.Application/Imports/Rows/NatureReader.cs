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
/// <param name="lecture">What the columns mean.</param>
/// <param name="genre">What is imported.</param>
/// <param name="societesDuFichier">Names of the file's companies by their number; null: not read yet.</param>
internal sealed class NatureReader(LectureColonnes lecture, GenreImport genre, SocietesDuFichier? societesDuFichier)
{
    private static readonly string[] Noms = ["contact.nom", "contact.nom_complet", "contact.prenom"];
    private static readonly string[] Numeros = ["entreprise.siren", "entreprise.siret", "entreprise.tva"];
    private static readonly string[] Livraisons = ["delivery", "shipping", "livraison"];
    private static readonly string[] Facturations = ["invoice", "facturation", "billing"];

    private readonly LectureColonnes societes = lecture.PourSocietes(), personnes = lecture.PourPersonnes(), employeurs = lecture.PourEmployeurs();

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

        // An empty cell of hers says nothing of her company.
        ligne.Vides = ligne.Vides.Where(v => v.StartsWith("contact.", StringComparison.Ordinal)).ToHashSet();
        var person = new CellReader(personnes, record, ligne) { Societe = societe };
        var contact = ContactReader.Read(person);
        if (societe is not null || reference is not null)
        {
            ligne.Contact = contact;
            ligne.Entreprise = De(new CellReader(employeurs, record, ligne), societe, reference);
        }
        else if (vend || Trades(cells)) Trade(ligne, EntrepriseReader.Read(new CellReader(societes, record, ligne)), contact);
        else ligne.Contact = contact;
    }

    /// <summary>Makes who trades in their own name the row's entreprise. The person stays beside it where she objected to something: only a contact can say so.</summary>
    public static void Trade(LigneImportee ligne, SourceEntreprise source, SourceContact? personne)
    {
        ligne.Entreprise = Individuelle(source, personne);
        ligne.Personne = personne;
        ligne.Contact = personne is { Oppositions: not Domain.Contacts.Opposition.None } ? personne : null;
    }

    /// <summary>Somebody who trades in their own name, as an entreprise.</summary>
    private static SourceEntreprise Individuelle(SourceEntreprise source, SourceContact? personne)
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
        // A company with its person beside it, each in columns of their own: the person's numbers are hers.
        var both = cells.Text("entreprise.nom", CellReader.Nom) is not null && (Array.Exists(Noms, cle => cells.Text(cle, CellReader.Nom) is not null)
            || (lecture.EstDuContact("contact.email") && cells.Text("contact.email", CellReader.Long) is not null));
        ligne.Entreprise = EntrepriseReader.Read(both ? cells : new CellReader(societes, record, ligne));
        if (cells.Text("entreprise.societe_liee", CellReader.Nom) is not null) ligne.Remarques.Add(Texts.Get("Import_societe_mere"));
        if (both) ligne.Contact = ContactReader.Read(cells);
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
        // A parent company is a company's; a related one may be a person's.
        return (cells.Text("entreprise.societe_liee", CellReader.Nom) is not null && !lecture.NommeSocieteMere) || (hasSociete && lecture.Has("entreprise.reference_liee") && cells.Text("entreprise.reference_liee", CellReader.Court) is not null)
            || genre == GenreImport.Contacts;
    }

    private static bool Trades(CellReader cells) =>
        HasNumero(cells) || cells.Flag("entreprise.personne_physique") == true;

    private static bool HasNumero(CellReader cells) => Array.Exists(Numeros, cle => cells.Text(cle, CellReader.Court) is not null);

    /// <summary>The person's company. Named by the file's own number or as a related one, the row knows its name and perhaps where goods go to; named in a column of its own, the other columns are the company's too.</summary>
    private SourceEntreprise De(CellReader cells, string? societe, string? reference)
    {
        var kind = TexteNormalise.Of(cells.Text("entreprise.type_adresse", CellReader.Court));
        if (Facturations.Any(w => kind.Contains(w, StringComparison.Ordinal))) cells.Ligne.Remarques.Add(Texts.Get("Import_adresse_service"));
        // The company's own row may stand further down: its name is known from there.
        societe ??= reference is null ? null : societesDuFichier?.Nom(reference);
        var named = new SourceEntreprise { Nom = societe, CleNom = TexteNormalise.Of(societe), NomPourTrouver = true, Reference = reference };
        if (Livraisons.Any(w => kind.Contains(w, StringComparison.Ordinal))) return named with { Livraison = EntrepriseReader.ReadAdresse(cells, "entreprise.") };
        if (reference is not null || lecture.PartageNoms || cells.Text("entreprise.societe_liee", CellReader.Nom) is not null) return named;
        var own = EntrepriseReader.Read(cells);
        return named with
        {
            Siren = own.Siren,
            Siret = own.Siret,
            NumeroTva = own.NumeroTva,
            CodeNaf = own.CodeNaf,
            CategorieJuridique = own.CategorieJuridique,
            Email = own.Email,
            Site = own.Site,
            Telephones = own.Telephones,
            Facturation = own.Facturation,
            Livraison = own.Livraison,
        };
    }
}
