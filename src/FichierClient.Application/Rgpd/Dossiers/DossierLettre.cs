using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Common.Pdf;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Conservation;
using FichierClient.Domain.Rgpd.Demandes;

namespace FichierClient.Application.Rgpd.Dossiers;

/// <summary>The readable part of a package: what art. 15(1)(a) to (h) and (2) of the RGPD ask to be told, then the data. In French, as the letters are.</summary>
internal static class DossierLettre
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static byte[] Of(DemandeDroit demande, GenreDossier genre, ContenuDossier contenu, DateOnly jour)
    {
        var titre = genre == GenreDossier.Acces ? "Vos données personnelles" : "Vos données portables";
        var lettre = new PdfLetter($"{demande.Reference} – {titre}").Mention(contenu.Responsable.Nom).Titre(titre)
            .Champs([("Responsable du traitement", contenu.Responsable.Nom), ("Délégué à la protection des données", contenu.Responsable.Dpo.Length > 0 ? contenu.Responsable.Dpo : "Aucun n’est désigné : écrivez au responsable du traitement"), ("Référence", demande.Reference), ("Personne", demande.Nom), ("Demande reçue le", Date(demande.RecueLe)), ("Dossier établi le", Date(jour))]);
        if (genre == GenreDossier.Acces) Article15(lettre, contenu);
        else if (contenu.Blocs.Count == 0) lettre.Paragraphe("Aucune donnée n’entre dans le champ de la portabilité : elle ne porte que sur ce que vous avez fourni, traité sur la base de votre consentement ou d’un contrat (RGPD, art. 20).");
        if (contenu.Blocs.Count > 0) lettre.SousTitre("Vos données").Paragraphe("Les mêmes données se trouvent, telles qu’elles sont enregistrées, dans les fichiers donnees.json et csv du dossier.");
        foreach (var bloc in contenu.Blocs) Bloc(lettre, Nom(bloc.Table), bloc, contenu.Responsable.Fuseau);
        if (genre == GenreDossier.Acces) Ailleurs(lettre, contenu);
        return lettre.ToBytes();
    }

    private static string Day(DateTimeOffset instant, ContenuDossier contenu) => TimeZoneInfo.ConvertTime(instant, contenu.Responsable.Fuseau).ToString("d", French);

    private static void Article15(PdfLetter lettre, ContenuDossier contenu)
    {
        var marks = contenu.Blocs.SelectMany(b => contenu.Carte.De(b.Table)).ToList();
        lettre.SousTitre("a) Finalités du traitement").Puces(Enum.GetValues<Finalites>().Where(f => f != Finalites.None && marks.Exists(m => m.Finalites.HasFlag(f))).Select(Finalite));
        lettre.SousTitre("b) Catégories de données").Puces(marks.Select(m => m.Categorie).Distinct().Order().Select(Categorie));
        lettre.SousTitre("c) Destinataires");
        if (contenu.Communications.Count == 0) lettre.Paragraphe("Vos données n’ont été communiquées à aucun destinataire depuis que ces communications sont enregistrées.");
        else lettre.Table(["Destinataire", "Date", "Données"], contenu.Communications.Select(c => (IReadOnlyList<string>)
            [c.Personnes is null ? $"{c.Destinataire} (vous pouvez y avoir figuré)" : c.Destinataire, Day(c.FaiteLe, contenu), c.Champs]), [2, 1, 3]);
        lettre.SousTitre("d) Durée de conservation").Puces(DureesConservation.Of(contenu.Regles));
        lettre.SousTitre("e) Vos droits").Paragraphe("Vous pouvez demander la rectification ou l’effacement de vos données, la limitation de leur traitement, vous y opposer, retirer votre consentement à tout moment et obtenir la portabilité des données que vous avez fournies.");
        lettre.SousTitre("f) Réclamation").Paragraphe("Vous pouvez introduire une réclamation auprès de la CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, www.cnil.fr.");
        lettre.SousTitre("g) Source des données");
        if (contenu.Provenances.Count == 0) lettre.Paragraphe("La source de vos données n’a pas été enregistrée.");
        else lettre.Table(["Source", "Nature", "Données", "Recueillie le"], contenu.Provenances.Select(p => (IReadOnlyList<string>)
            [MotsSource.Nom(p, contenu.Provenances, contenu.Sources), MotsSource.Nature(p, contenu.Sources), MotsSource.Champs(p.Champs), p.CollecteLe is { } day ? Date(day) : $"constatée le {Day(p.ConstateLe, contenu)}"]), [3, 2, 2, 2]);
        lettre.SousTitre("h) Décision automatisée").Paragraphe("Aucune décision produisant des effets juridiques à votre égard n’est prise de façon entièrement automatisée, profilage compris (RGPD, art. 22).");
        if (contenu.Lieux.Count > 0) lettre.SousTitre("Autres outils").Paragraphe("L’organisation utilise aussi les outils et fichiers suivants, où des données vous concernant peuvent se trouver ; leur contenu vous est remis à part :").Puces(contenu.Lieux);
        lettre.SousTitre("Sauvegardes").Paragraphe("Vos données figurent aussi dans les sauvegardes, qui ne servent qu’à rétablir le fichier après un incident et expirent selon leur propre cycle.");
    }

    /// <summary>What the file says of her outside her own records, and what was read to find it.</summary>
    private static void Ailleurs(PdfLetter lettre, ContenuDossier contenu)
    {
        var (recherche, fuseau) = (contenu.Recherche, contenu.Responsable.Fuseau);
        foreach (var bloc in recherche.Mentions) Bloc(lettre, $"Mentions dans d’autres fiches – {Nom(bloc.Table)}", bloc, fuseau);
        foreach (var bloc in recherche.Incertaines) Bloc(lettre, $"Votre nom de famille seul, là où vous travaillez – {Nom(bloc.Table)}", bloc, fuseau);
        if (recherche.Fichiers.Lignes.Count > 0) Bloc(lettre, Nom(LignesImportees.Table), recherche.Fichiers, fuseau);
        lettre.SousTitre("Ce qui a été cherché").Paragraphe(string.Create(French, $"Toutes les adresses, tous les numéros et tous les noms sous lesquels le fichier vous connaît ou vous a connu ont été cherchés dans {recherche.Colonnes} colonnes de texte de {recherche.Tables} tables, et dans les fichiers importés encore conservés ({recherche.FichiersOuverts} ouverts)."));
        if (contenu.NonJoint.Count > 0) lettre.Paragraphe("N’est pas joint à ce dossier :").Puces(contenu.NonJoint);
    }

    /// <summary>Rows of one place that are printed: all of them are in the files beside.</summary>
    private const int MostPrinted = 300;

    private static void Bloc(PdfLetter lettre, string titre, BlocDonnees bloc, TimeZoneInfo fuseau)
    {
        lettre.SousTitre(titre);
        if (bloc.Lignes.Count > MostPrinted) lettre.Paragraphe(string.Create(French, $"Les {MostPrinted} premières lignes sur {bloc.Lignes.Count:n0} ; toutes se trouvent dans les fichiers csv et donnees.json du dossier."));
        foreach (var row in bloc.Lignes.Take(MostPrinted).Select(l => MotsDossier.Of(l, fuseau).ToList()).Where(r => r.Count > 0)) lettre.Champs(row.Select(p => (p.Nom, Shown(p.Valeur))));
    }

    /// <summary>The whole text is in the JSON and the CSV.</summary>
    private static string Shown(string text) => text.Length > 3000 ? text[..3000] + "… (suite dans donnees.json)" : text;

    private static string Date(DateOnly day) => day.EnLettres();

    internal static string Nom(string table) => table switch
    {
        "contacts" => "Contact",
        "contact_emails" => "Adresses électroniques",
        "contact_telephones" => "Téléphones",
        "contact_liens" => "Fonctions dans des entreprises",
        "entreprises" => "Entreprise",
        "ventes" => "Ventes",
        "vente_lignes" => "Lignes de ventes",
        "evenements" => "Échanges et notes",
        "provenances" => "Origine des données",
        "modifications" => "Historique des modifications",
        "entreprise_telephones" => "Téléphones de l’entreprise",
        "entreprise_etiquettes" => "Étiquettes",
        "obligations_information" => "Informations données sur la source de vos données",
        "passage_sujets" => "Contrôles de la durée de conservation",
        "alertes_garde" => "Passages sensibles relevés",
        "import_lignes" => "Lignes de fichiers importés",
        "import_images" => "État avant un import",
        "imports" => "Fichiers importés",
        "exports" => "Fichiers exportés",
        "vues" => "Vues enregistrées",
        "demandes" or "demande_resolutions" or "demande_etapes" or "demande_courriers" or "demande_pieces" or "demande_personnes" => "Demandes d’exercice de droits",
        "violations" or "violation_journal" => "Violations de données",
        "jobs" => "Travaux en arrière-plan",
        "courriels" => "Courriels préparés",
        LignesImportees.Table => "Lignes des fichiers importés qui vous concernent",
        "fusions" or "fusion_mouvements" => "Fiches réunies",
        "doublons" => "Doublons probables",
        "effacements" => "Effacements",
        _ => char.ToUpper(table[0], French) + table[1..].Replace('_', ' '),
    };

    private static string Finalite(Finalites finalite) => finalite switch
    {
        Finalites.GestionClients => "Gestion des clients et des contrats",
        Finalites.Prospection => "Prospection commerciale",
        Finalites.Facturation => "Facturation et comptabilité",
        Finalites.DemandesDroits => "Traitement des demandes d’exercice des droits",
        Finalites.Opposition => "Respect des oppositions",
        Finalites.Violations => "Registre des violations de données",
        _ => "Sécurité et traçabilité",
    };

    private static string Categorie(CategorieDonnee categorie) => categorie switch
    {
        CategorieDonnee.Identite => "État civil, identité, données d’identification",
        CategorieDonnee.Coordonnees => "Coordonnées",
        CategorieDonnee.ViePersonnelle => "Vie personnelle",
        CategorieDonnee.VieProfessionnelle => "Vie professionnelle",
        CategorieDonnee.Economique => "Informations d’ordre économique et financier",
        CategorieDonnee.Connexion => "Données de connexion",
        _ => "Textes libres (notes, échanges)",
    };
}

/// <summary>How long data are kept, as told to a person; the delays are the law's parameters.</summary>
internal static class DureesConservation
{
    /// <summary>The organisation's own rules; where it has none, what the law gives.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<RegleConservation> regles) =>
        regles.Count == 0 ? Textes : regles.Where(r => !Internal.Contains(r.Population) && r.DureeMois > 0).Select(r => $"{r.Nom} : {Duree(r.DureeMois)}{(r.Source is { } source ? $" ({source})" : "")}.");

    /// <summary>Rules for the organisation's own users and files.</summary>
    private static readonly PopulationConservation[] Internal = [PopulationConservation.Utilisateurs, PopulationConservation.Journaux, PopulationConservation.Violations];

    private static string Duree(int mois) => mois % 12 != 0 ? $"{mois} mois" : mois == 12 ? "un an" : $"{mois / 12} ans";

    private static IEnumerable<string> Textes =>
    [
        "Données de contact : le temps de la relation commerciale, puis trois ans à compter de votre dernier contact.",
        "Documents comptables : dix ans à compter de la clôture de l’exercice (code de commerce, art. L123-22).",
        "Preuve des contrats : cinq ans après leur fin.",
        $"Dossier de la présente demande : {DelaisDemande.At(DateOnly.MaxValue).AnneesDossier} ans.",
    ];
}
