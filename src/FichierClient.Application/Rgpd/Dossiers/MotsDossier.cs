using System.Globalization;
using System.Text.Json.Nodes;
using FichierClient.Application.Common;
using FichierClient.Domain.Contacts;

namespace FichierClient.Application.Rgpd.Dossiers;

/// <summary>
/// Says columns and values of a package in words that a person understands (RGPD art. 12(1)), in French as the letters are. What only helps
/// the program (a name without accents, the key of a sort) is left to the JSON and the CSV; a column without a word of its own keeps its name.
/// </summary>
internal static class MotsDossier
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>Repeats of other columns, in the form that searches and sums need.</summary>
    private static readonly HashSet<string> Technical =
        ["tri", "recherche", "nom_complet", "nom_rapproche", "e164", "centimes", "potentiel_centimes", "rang", "position", "comptee", "cle_version", "empreinte", "certitude", "motifs", "est_apercu", "nomenclature_naf", "nom_table", "champs"];

    private static readonly Dictionary<string, string> Columns = new (string Key, string Word)[]
    {
        ("adresse", "Adresse"), ("ancien", "Avant"), ("acte", "Acte"), ("base_legale", "Base légale"), ("canal", "Moyen"), ("categorie", "Catégorie"), ("cessee_le", "Cessée le"), ("categorie_juridique", "Catégorie juridique"),
        ("champ", "Champ modifié"), ("civilite", "Civilité"), ("code_naf", "Code NAF"), ("collecte_le", "Recueillie le"), ("constate_le", "Constatée le"), ("contact_efface", "Contact effacé"),
        ("contenu", "Contenu"), ("cout_unitaire", "Coût unitaire"), ("cree_le", "Inscrit le"), ("date", "Date"), ("de_la_personne", "Venu de vous"), ("debut", "À partir du caractère"), ("defaite_le", "Défaite le"),
        ("departement", "Département"), ("depuis", "Depuis"), ("dernier_acte_le", "Votre dernier acte"), ("designation", "Désignation"), ("devise", "Devise"), ("donnees", "Détails"), ("ecarte_le", "Écarté le"),
        ("echeance", "À faire avant le"), ("email", "Adresse électronique"), ("entreprise", "Entreprise"), ("est_gele", "Conservée pour un litige ou un contrôle"), ("est_personne_physique", "Personne physique"),
        ("facturation_code_postal", "Code postal de facturation"), ("facturation_commune", "Commune de facturation"), ("facturation_complement", "Complément de facturation"), ("facturation_voie", "Adresse de facturation"),
        ("fait_le", "Fait le"), ("faite_le", "Faite le"), ("fonction", "Fonction"), ("genre", "Genre"), ("jusqua", "Jusqu’au"), ("langue", "Langue"), ("levee_le", "Levée le"), ("libelle", "Libellé"), ("lieu", "Où"),
        ("limite_le", "Traitement limité depuis le"), ("contrat_exempte_le", "Contrat en cours poursuivi depuis le"), ("livraison_code_postal", "Code postal de livraison"), ("livraison_commune", "Commune de livraison"), ("livraison_complement", "Complément de livraison"), ("livraison_voie", "Adresse de livraison"),
        ("longueur", "Nombre de caractères"), ("mention_version", "Version de la mention"), ("modifie_le", "Modifié le"), ("montant", "Montant"), ("motif", "Motif"), ("naissance_annee", "Anniversaire, année"), ("naissance_jour", "Anniversaire, jour"),
        ("naissance_mois", "Anniversaire, mois"), ("nature", "Nature"), ("nee_le", "Depuis le"), ("nom", "Nom"), ("nom_commercial", "Nom commercial"), ("notes", "Notes"), ("nouveau", "Après"), ("numero", "Numéro"), ("numero_tva", "Numéro de TVA"),
        ("oppositions", "Vous refusez"), ("origine", "Origine"), ("partie", "Qui a donné ces données"), ("portee", "Vous refusez"), ("potentiel", "Potentiel estimé"), ("prefere", "À utiliser d’abord"), ("prenom", "Prénom"),
        ("premiere_communication_le", "Premier échange"), ("preuve", "Preuve"), ("prix_maximum_accepte", "Prix maximum accepté"), ("prix_unitaire_ht", "Prix unitaire HT"), ("quantite", "Quantité"), ("raison_sociale", "Nom ou raison sociale"),
        ("rappel_fait_le", "Rappel fait le"), ("rappel_le", "Rappel prévu le"), ("reference", "Référence"), ("releve_le", "Relevé le"), ("remise", "Remise (%)"), ("reperes_personnels", "Repères personnels"), ("retard_constate_le", "Retard constaté le"),
        ("revue_le", "À revoir le"), ("saisie", "Numéro"), ("serie", "Série"), ("service", "Service"), ("siren", "SIREN"), ("siret", "SIRET"), ("site", "Site"), ("source", "Source"), ("statut", "État"), ("statut_manuel", "Statut"), ("suite", "Suite donnée"),
        ("sujet", "Concerne"), ("supprime_le", "Mis à la corbeille le"), ("survenu_le", "Quand"), ("taux", "Taux de change"), ("taux_tva", "TVA (%)"), ("texte", "Texte"), ("total_ht", "Total HT"), ("total_ttc", "Total TTC"), ("total_tva", "TVA"),
        ("traite_le", "Traité le"), ("tranche_effectif", "Effectif"), ("trouve_le", "Trouvé le"), ("type", "Type"), ("ville", "Ville"),
    }.ToDictionary(w => w.Key, w => w.Word);

    /// <summary>Values of enumerations, which are stored by their name.</summary>
    private static readonly Dictionary<string, string> Values = new (string Key, string Word)[]
    {
        ("Nominative", "à votre nom"), ("Generique", "à un service"), ("Personne", "vous-même"), ("Nous", "nous, par observation"), ("Partenaire", "un partenaire"), ("Tiers", "un tiers"), ("Consentement", "consentement"), ("Contrat", "contrat"),
        ("ObligationLegale", "obligation légale"), ("InteretsVitaux", "intérêts vitaux"), ("MissionInteretPublic", "mission d’intérêt public"), ("InteretLegitime", "intérêt légitime"), ("RendezVous", "rendez-vous"), ("Telechargement", "téléchargement"),
        ("Systeme", "écrit par le logiciel"), ("Validee", "validée"), ("Annulee", "annulée"), ("RemiseEnMain", "remise en main propre"), ("PremierMessage", "premier message"), ("Telephone", "téléphone"), ("Email", "e-mail"), ("fr", "français"), ("en", "anglais"),
    }.ToDictionary(w => w.Key, w => w.Word);

    private static readonly HashSet<string> Enumerations = ["nature", "partie", "base_legale", "type", "statut", "statut_manuel", "canal", "sujet", "genre", "langue", "categorie", "origine", "lieu", "suite", "acte"];

    /// <summary>In place of what can't be told apart.</summary>
    public const string NonIsolable = "Vous y êtes cité ; le passage n’a pas pu être séparé de ce qui concerne d’autres personnes.";

    /// <summary>Of a file without a line of hers.</summary>
    /// <summary>A column of an imported file that has no heading.</summary>
    public static string Colonne(int rang) => $"Colonne {rang}";

    public const string FichierNonLu = "Ce fichier importé vous concerne ou peut vous concerner ; il n’a pas pu être lu ligne par ligne. Le délégué à la protection des données vous dira ce qu’il contient.";

    /// <summary>Why texts with her family name alone don't leave.</summary>
    public static string NomPartage(int nombre) => string.Create(French, $"Votre nom de famille apparaît seul dans {nombre:n0} textes des entreprises où vous travaillez ; une autre personne y porte ce nom, et rien ne dit de qui ils parlent.");

    /// <summary>Documents of others' requests.</summary>
    public static string PiecesAutrui(int nombre) => nombre == 1
        ? "Un document remis avec la demande d’une autre personne vous cite ; il est la preuve de sa demande et lui appartient (RGPD, art. 15(4))."
        : string.Create(French, $"{nombre:n0} documents remis avec les demandes d’autres personnes vous citent ; ils sont la preuve de ces demandes et leur appartiennent (RGPD, art. 15(4)).");

    public static string PiecesNonLues(int nombre) => nombre == 1
        ? "Un document remis avec la demande d’une autre personne n’a pas pu être lu ; le délégué à la protection des données peut vous dire s’il vous cite."
        : string.Create(French, $"{nombre:n0} documents remis avec les demandes d’autres personnes n’ont pas pu être lus ; le délégué à la protection des données peut vous dire s’ils vous citent.");

    /// <summary>How much of a place is in the package.</summary>
    public static string Coupe(string lieu, int jointes, int total) => string.Create(French, $"{lieu} : {jointes:n0} lignes sont jointes sur {total:n0}.");

    /// <summary>Names with values, in the order of the table.</summary>
    /// <param name="ligne">A row as it is stored.</param>
    /// <param name="fuseau">The time zone in which moments are told.</param>
    public static IEnumerable<(string Nom, string Valeur)> Of(JsonObject ligne, TimeZoneInfo fuseau) => ligne
        .Where(p => !Technical.Contains(p.Key) && !(p.Key == "oppositions" && p.Value?.GetValue<int>() == 0))
        .Select(p => (Name(p.Key), Value(p.Key, p.Value, fuseau))).Where(p => p.Item2.Length > 0);

    public static string Name(string column)
    {
        if (Columns.TryGetValue(column, out var name)) return name;
        var words = column.Replace('_', ' ');
        return char.ToUpper(words[0], French) + words[1..];
    }

    private static string Value(string column, JsonNode? value, TimeZoneInfo fuseau) => value switch
    {
        null => "",
        JsonObject many => string.Join('\n', many.Select(p => $"{Name(p.Key)} : {Value(p.Key, p.Value, fuseau)}")),
        JsonArray list => string.Join(", ", list.Select(v => Value(column, v, fuseau))),
        JsonValue one when one.TryGetValue<bool>(out var yes) => yes ? "oui" : "non",
        JsonValue one when column is "oppositions" or "portee" && one.TryGetValue<int>(out var flags) => Refus((Opposition)flags),
        JsonValue one when one.TryGetValue<decimal>(out var number) => number.ToString(column.StartsWith("total", StringComparison.Ordinal) || column.StartsWith("prix", StringComparison.Ordinal) || column is "montant" or "potentiel" ? "#,0.00####" : "0.######", French),
        _ => Text(column, DossierFichiers.Text(value), fuseau),
    };

    private static string Text(string column, string text, TimeZoneInfo fuseau)
    {
        if (column == "champ") return Name(string.Concat(text.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLower(c, French) : c.ToString())));
        if (Enumerations.Contains(column)) return Values.GetValueOrDefault(text, text.ToLower(French));
        if (!column.EndsWith("_le", StringComparison.Ordinal) && column is not ("date" or "depuis" or "jusqua" or "echeance")) return text;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day.EnLettres();
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? TimeZoneInfo.ConvertTime(at, fuseau).ToString("d MMMM yyyy 'à' HH:mm", French) : text;
    }

    private static string Refus(Opposition oppositions) => string.Join(", ", new[]
    {
        (Opposition.Email, "les e-mails"), (Opposition.Telephone, "les appels"), (Opposition.Courrier, "les courriers"), (Opposition.Profilage, "le profilage"),
    }.Where(o => oppositions.HasFlag(o.Item1)).Select(o => o.Item2));
}
