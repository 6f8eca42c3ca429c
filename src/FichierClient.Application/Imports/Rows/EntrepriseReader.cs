using FichierClient.Application.Common;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Domain.Common;
using FichierClient.Domain.Entreprises;

namespace FichierClient.Application.Imports.Rows;

/// <summary>Reads what a row says about an entreprise.</summary>
internal static class EntrepriseReader
{
    /// <summary>What stands in a column of codes for who has none: taken for one it would make all of them the same.</summary>
    private static readonly string[] SansReference = ["0", "00", "000", "0000", "nc", "n a", "na", "divers", "inconnu", "aucun", "aucune", "neant", "9999", "99999", "x", "xx", "xxx", "nouveau", "a creer"];

    private static readonly string[] SansSociete = ["particulier", "particuliers", "independant", "independante", "sans", "aucun", "aucune", "neant", "retraite", "etudiant", "sans emploi", "personnel", "individual"];

    private static readonly string[] Reseaux = ["linkedin.com", "facebook.com", "instagram.com", "twitter.com", "://x.com", "youtube.com", "tiktok.com"];

    public static SourceEntreprise Read(CellReader cells)
    {
        var facturation = ReadAdresse(cells, "entreprise.");
        if (cells.Lecture.EstAdressePrivee(cells.Record.Cells)) cells.Ligne.Remarques.Add(Texts.Get("Import_adresse_privee"));
        var (nom, source) = Name(cells);
        var numbered = cells.Lecture.CodeDansNom && nom is not null ? CodeDansLeNom.Split(nom) : null;
        if (numbered is { } split) nom = split.Nom;
        var (siren, siret) = Identity(cells);
        var forme = FormesEcrites.Read(cells);
        return new SourceEntreprise
        {
            Nom = nom,
            CleNom = TexteNormalise.Of(nom),
            NomCommercial = source == NomVenu.Enseigne ? null : TradeName(cells),
            Reference = numbered?.Code ?? First(cells, cells.Reference("entreprise.reference")),
            Siren = siren,
            Siret = siret,
            NumeroTva = cells.Checked("entreprise.tva", NumeroTva.Problem, NumeroTva.Normalize),
            CodeNaf = ReadNaf(cells),
            CategorieJuridique = forme,
            TrancheEffectif = cells.Text("entreprise.effectif", CellReader.Court),
            EstPersonnePhysique = cells.Flag("entreprise.personne_physique") ?? (source == NomVenu.Personne || FormesEcrites.EstIndividuelle(forme) ? true : null),
            Statut = Statut(cells),
            CesseeLe = cells.Date("entreprise.cessee_le") ?? (IsCeased(cells) ? cells.Date("entreprise.etat_depuis") : null),
            Email = cells.Emails("entreprise.email").FirstOrDefault(),
            Site = Site(cells),
            Telephones = [.. new[]
            {
                cells.Phones("entreprise.telephone", facturation.Pays, null),
                cells.Phones("entreprise.telephone2", facturation.Pays, null),
                cells.Phones("entreprise.fax", facturation.Pays, "Fax"),
            }.SelectMany(t => t)],
            Canal = cells.Text("entreprise.canal", CellReader.Court),
            Responsable = cells.Text("entreprise.responsable", CellReader.Nom),
            Potentiel = Positive(cells, "entreprise.potentiel"),
            PrixMaximum = Positive(cells, "entreprise.prix_maximum"),
            Etiquettes = [.. (cells.Text("entreprise.etiquettes", CellReader.Long) ?? "")
                .Split([";", ",", "|", ":::"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                // Google marks the groups of its own so: « * myContacts ::: Navy ».
                .Where(e => e.Length <= CellReader.Court && !e.StartsWith('*')).Distinct(StringComparer.OrdinalIgnoreCase)],
            Facturation = facturation,
            Livraison = ReadAdresse(cells, "entreprise.livraison."),
        };
    }

    private enum NomVenu { Societe, Personne, Enseigne }

    /// <summary>What the row calls the company: a natural person by her own name in the files of Sirene, an establishment by its sign for want of another.</summary>
    private static (string? Nom, NomVenu De) Name(CellReader cells)
    {
        if (IsCeased(cells)) cells.Ligne.Remarques.Add(Texts.Get("Import_cessee"));
        cells.RefuseErreur("entreprise.nom");
        var (societe, autre, prenom) = (NomAvecPersonne.Of(FirstName(cells, Told(cells, "entreprise.nom")), cells), Told(cells, "entreprise.nom_autre"), Told(cells, "entreprise.prenom_personne"));
        // « Nom » and « Prénom » of who has no other name of a company.
        if (societe is null && prenom is not null && (Told(cells, "entreprise.nom_usage") ?? autre) is { } seul) return ($"{prenom} {seul}", NomVenu.Personne);
        if (societe is not null && autre is not null && prenom is not null) cells.Ligne.Remarques.Add(Texts.Get("Import_personne_laissee"));
        if ((societe ?? autre) is { } nom && !(cells.Lecture.HasAny(SectionImport.Contact) && !cells.Lecture.EstSansPerte && Array.IndexOf(SansSociete, TexteNormalise.Of(nom)) >= 0)) return (nom, NomVenu.Societe);
        if ((Told(cells, "entreprise.nom_usage") ?? Told(cells, "entreprise.nom_personne")) is { } person) return (string.Join(' ', new[] { prenom, person }.OfType<string>()), NomVenu.Personne);
        if (IsHidden(cells.Text("entreprise.nom", CellReader.Nom)) || IsHidden(cells.Text("entreprise.nom_personne", CellReader.Nom))) cells.Ligne.Refuse(Texts.Get("Import_diffusion_partielle"));
        return (TradeName(cells), NomVenu.Enseigne);
    }

    private static string? TradeName(CellReader cells) => Told(cells, "entreprise.nom_commercial") ?? Told(cells, "entreprise.enseigne");

    /// <summary>Sirene writes C or F, other lists answer the question of their heading.</summary>
    private static bool IsCeased(CellReader cells) => TexteNormalise.Of(cells.Text("entreprise.etat_administratif", CellReader.Court)) is var word
        && (word is "c" or "f" or "cessee" or "ferme" or "fermee" or "radiee" || (word is "oui" or "1" or "true" or "vrai" && !ChampsImport.KeyOf(cells.Lecture.EnTete("entreprise.etat_administratif")!).StartsWith("etat", StringComparison.Ordinal)));

    /// <summary>A page of a network is nobody's own domain: taken for one it would make all companies there the same.</summary>
    private static string? Site(CellReader cells)
    {
        if (cells.Text("entreprise.site", CellReader.Nom) is not { } text || cells.Lecture.EstSansPerte || !Array.Exists(Reseaux, r => text.Contains(r, StringComparison.OrdinalIgnoreCase))) return cells.Text("entreprise.site", CellReader.Nom);
        cells.Ligne.Remarques.Add(Texts.Get("Import_reseau_social"));
        return null;
    }

    private static string? Told(CellReader cells, string cle) => cells.Text(cle, CellReader.Nom) is { } text && !IsHidden(text) ? text : null;

    /// <summary>What INSEE puts in the place of what it may not tell of who objected (statut de diffusion P, C. com. art. R123-320).</summary>
    private static bool IsHidden(string? text) => text == "[ND]";

    /// <summary>Zero is how shops number a client without an account. HubSpot writes all companies of a person into one cell, « 9002;9999 »: the first is the main one.</summary>
    private static string? First(CellReader cells, string? references)
    {
        if (references is not null && !cells.Lecture.EstSansPerte && Array.IndexOf(SansReference, TexteNormalise.Of(references)) >= 0) return null;
        if (cells.Lecture.EnTete("entreprise.reference") is not { } header || ChampsImport.KeyOf(header) != "associatedcompanyids") return references;
        if (references?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is not { Length: > 1 } several) return references;
        cells.Ligne.Remarques.Add(Texts.Get("Import_plusieurs_references"));
        return several[0];
    }

    /// <summary>With the zeros before it that a spreadsheet took away it is a number: it is said, not guessed.</summary>
    private static bool LostZeros(CellReader cells, string cle, int length, Func<string?, string?> problem)
    {
        const int shortest = 5;
        if (cells.Text(cle, CellReader.Court) is not { } text || text.Length < shortest || text.Length >= length || !text.All(char.IsAsciiDigit) || problem(text.PadLeft(length, '0')) is not null) return false;
        cells.Ligne.Refuse(Texts.Get("Import_zeros_perdus", CellReader.Label(cle), text, text.PadLeft(length, '0')));
        return true;
    }

    /// <summary>The name of the first, where names and numbers are as many.</summary>
    private static string? FirstName(CellReader cells, string? names) =>
        names is not null && cells.Lecture.EnTete("entreprise.reference") is { } header && ChampsImport.KeyOf(header) == "associatedcompanyids" && cells.Text("entreprise.reference", CellReader.Court) is { } references
        && references.Count(c => c == ';') is > 0 and var more && names.Count(c => c == ';') == more ? Texte.Clean(names[..names.IndexOf(';', StringComparison.Ordinal)]) : names;

    private static (string? Siren, string? Siret) Identity(CellReader cells)
    {
        // A column called SIREN often holds SIRETs, and one called SIRET the SIREN (Dolibarr's « IdProf1 »).
        if (Siren.Normalize(cells.Text("entreprise.siret", CellReader.Court)) is { Length: 9 } instead && Siren.Problem(instead) is null && (cells.Text("entreprise.siren", CellReader.Court) is null || Siret.Problem(cells.Text("entreprise.siren", CellReader.Court)) is null))
            return (instead, cells.Checked("entreprise.siren", Siret.Problem, Siret.Normalize));
        if (LostZeros(cells, "entreprise.siren", 9, Siren.Problem) || LostZeros(cells, "entreprise.siret", 14, Siret.Problem)) return default;
        var siret = cells.Checked("entreprise.siret", Siret.Problem, Siret.Normalize);
        var given = Siren.Normalize(cells.Text("entreprise.siren", CellReader.Court));
        if (given is { Length: 14 } && Siret.Problem(given) is null) return (given[..9], siret ?? given);
        var siren = cells.Checked("entreprise.siren", Siren.Problem, Siren.Normalize);
        if (siret is not null && siren is not null && siret[..9] != siren) cells.Ligne.Refuse(Messages.Get("Siret_autre_siren"));
        return (siren ?? siret?[..9], siret);
    }

    private static StatutEntreprise? Statut(CellReader cells)
    {
        if (cells.Text("entreprise.statut", CellReader.Court) is not { } text) return null;
        var word = TexteNormalise.Of(text);
        // Dolibarr: open or closed.
        if (ChampsImport.KeysOf(cells.Lecture.EnTete("entreprise.statut")!).Any(k => k is "etat" or "status" or "sstatus") && word is "0" or "1" or "clos" or "ouvert" or "closed" or "open" or "in activity" or "en activite")
        {
            if (word is not ("0" or "clos" or "closed")) return null;
            cells.Ligne.Remarques.Add(Texts.Get("Import_tiers_clos"));
            return StatutEntreprise.AncienClient;
        }

        bool Says(params string[] words) => words.Any(w => $" {word} ".Contains(w, StringComparison.Ordinal));
        if (Says("ancien", " ex ", "former", "inactif", "inactive", "perdu", "lost", "churn")) return StatutEntreprise.AncienClient;
        if (Says("prospect", " lead", "opportunity", " futur", " non client", "suspect")) return StatutEntreprise.Prospect;
        if (Says("client", "customer")) return StatutEntreprise.Client;
        cells.Ligne.Remarques.Add(Texts.Get("Import_statut_inconnu", text));
        return null;
    }

    private static decimal? Positive(CellReader cells, string cle)
    {
        var value = cells.Number(cle);
        if (value is null or (>= 0 and <= 9_999_999_999.99m)) return value is { } v ? Argent.Round(v) : null;
        cells.Ligne.Refuse(Texts.Get("Import_montant_positif", CellReader.Label(cle)));
        return null;
    }

    internal static Adresse ReadAdresse(CellReader cells, string prefix)
    {
        var pays = cells.Text(prefix + "pays", CellReader.Court);
        var code = pays is null ? null : PaysIso.Find(pays);
        if (pays is not null && code is null) cells.Ligne.Remarques.Add(Texts.Get("Import_pays_inconnu", pays));
        return new Adresse
        {
            Voie = prefix == "entreprise." ? Voie(cells) : cells.Text(prefix + "adresse", CellReader.Adresse),
            Complement = cells.Text(prefix + "complement", CellReader.Adresse),
            CodePostal = ReadCodePostal(cells, prefix + "code_postal", pays is not null && code is null ? "??" : code),
            Commune = cells.Text(prefix + "commune", CellReader.Adresse) ?? (prefix == "entreprise." ? PostalAndTown(cells).Commune : null),
            CodeInsee = cells.Text(prefix + "code_insee", 5),
            Cedex = cells.Text(prefix + "cedex", CellReader.Adresse),
            Pays = code,
        };
    }

    /// <summary>« 35000 Rennes » in one cell; without a number it is the town.</summary>
    private static (string? Code, string? Commune) PostalAndTown(CellReader cells)
    {
        if (cells.Text("entreprise.code_postal_commune", CellReader.Adresse) is not { } text) return (null, null);
        var parts = text.Split([' ', '-'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length > 0 && parts[0].All(char.IsAsciiDigit) ? (parts[0], parts.Length > 1 ? parts[1] : null) : (null, text);
    }

    /// <summary>A code begins with a digit; « Logiciels » names an activity in words.</summary>
    private static string? ReadNaf(CellReader cells)
    {
        var code = Domain.Entreprises.CodeNaf.Normalize(cells.Text("entreprise.naf", CellReader.Court));
        if (code is null || char.IsAsciiDigit(code[0])) return code;
        cells.Ligne.Remarques.Add(Texts.Get("Import_naf_en_mots"));
        return null;
    }

    /// <summary>« 1 rue de la Paix 75002 Paris » beside columns of the code and the town: the street alone.</summary>
    private static string? SansVille(CellReader cells, string? voie)
    {
        if (voie is null || cells.Text("entreprise.code_postal", CellReader.Court) is not { Length: > 3 } code || cells.Text("entreprise.commune", CellReader.Adresse) is not { } commune) return voie;
        var at = voie.LastIndexOf($" {code} ", StringComparison.Ordinal);
        return at > 0 && TexteNormalise.Of(commune).Split(' ')[0] == TexteNormalise.Of(voie[(at + code.Length + 2)..]).Split(' ')[0] ? voie[..at].TrimEnd(' ', ',', '-') : voie;
    }

    /// <summary>Sirene has the street in four columns: « 12 », « B », « RUE », « DE LA PAIX » (B, T, Q: bis, ter, quater).</summary>
    private static string? Voie(CellReader cells)
    {
        var indice = cells.Text("entreprise.indice_voie", CellReader.Court);
        var parts = new[]
        {
            cells.Text("entreprise.numero_voie", CellReader.Court), indice?.ToUpperInvariant() switch { "B" => "bis", "T" => "ter", "Q" => "quater", _ => indice },
            cells.Text("entreprise.type_voie", CellReader.Court), SansVille(cells, cells.Text("entreprise.adresse", CellReader.Adresse)),
        };
        return string.Join(' ', parts.OfType<string>()) is { Length: > 0 } voie ? voie[..Math.Min(voie.Length, CellReader.Adresse)] : null;
    }

    private static string? ReadCodePostal(CellReader cells, string cle, string? pays)
    {
        var code = CodePostal.Normalize(cells.Text(cle, CellReader.Court) ?? (cle == "entreprise.code_postal" ? PostalAndTown(cells).Code : null), pays);
        if (code is null) return null;
        var french = pays == "FR";
        // Who says « France » says that a digit is missing, in whatever language the file is.
        var completes = cells.Lecture.CompletePostalCodes || (french && cells.Lecture.Correspondance.CodesPostaux is null);
        if (completes && (french || (pays is null && !cells.Lecture.DitPays)) && CodePostal.Propose(code) is { } whole)
        {
            cells.Ligne.Remarques.Add(Texts.Get("Import_code_postal_complete"));
            return whole;
        }

        // Without a country, a code with letters or four digits may be foreign; other counts of digits are nobody's.
        if (!french && (pays is not null || code.Length == 4 || !code.All(char.IsAsciiDigit))) return code.Length <= 12 ? code : Refuse(cells, CodePostal.Problem(code, "??"));
        return CodePostal.Problem(code, pays) is { } reason ? Refuse(cells, reason) : code;
    }

    private static string? Refuse(CellReader cells, string? reason)
    {
        cells.Ligne.Refuse(reason!);
        return null;
    }
}
