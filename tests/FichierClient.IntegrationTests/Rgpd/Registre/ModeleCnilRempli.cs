using System.IO.Compression;
using System.Security;
using System.Text;

namespace FichierClient.IntegrationTests.Rgpd.Registre;

/// <summary>
/// The CNIL's workbook as somebody filled it in a spreadsheet program: its tabs (explanations, list, an example, sheets), merged and covered
/// cells, repeated empty cells and rows, days as typed values, remarks, drop-down lists left at their prompt, labels typed a little otherwise.
/// </summary>
internal static class ModeleCnilRempli
{
    private const string Invite = "Sélectionnez un élément dans cette liste déroulante ►", Mimetype = "application/vnd.oasis.opendocument.spreadsheet";

    public static byte[] Ods()
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create))
        {
            Entry(zip, "mimetype", Mimetype, CompressionLevel.NoCompression);
            Entry(zip, "META-INF/manifest.xml", $"""<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{Mimetype}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>""");
            Entry(zip, "content.xml", $"""
                <?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"><office:body><office:spreadsheet>{Sheet("1_-_Mode_d'emploi", Row("Modèle de registre simplifié"), Row("Remplissez une fiche par activité."))}{Liste()}{Sheet("Exemple_de_fiche", Row("Exemple de fiche de registre"), Empty(2), Row("Nom du traitement", "Gestion de la paie (exemple)"), Empty(12), Row("Finalité principale", "Exemple"))}{Fiche("3_-_Fiche_REF-001", Paie())}{Fiche("3_-_Fiche_REF-002", Clients())}</office:spreadsheet></office:body></office:document-content>
                """.Trim());
        }

        return output.ToArray();
    }

    private static string Liste() => Sheet("2_-_Liste_des_traitements", Row("Coordonnées du responsable de l’organisme", "Nom :", "Durand", "Prénom :", "Anne", "Adresse :", "1 rue de Rivoli", "Adresse mél :", "anne@exemple.fr"), Empty(6),
        Row("Nom du traitement", "N° / RÉF", "Date de création de la fiche", "Dernière mise à jour de la fiche"), Row("Gestion de la paie", "REF-001"), Row("Gestion des clients", "REF-002"));

    private static List<string> Paie() =>
    [
        Row("Fiche de registre", "", "", "", "", "", "", "REF-001"), Empty(1), Row("Description du traitement "), Row("Nom du traitement", "Gestion de la paie"), Row("N° / RÉF", "REF-001"),
        Day("Date de création du traitement", "2018-05-25"), Day("Mise à jour du traitement", "2024-01-15"), Empty(1),
        Row("Acteurs", "Nom", "Adresse", "Code Postal", "Ville", "Pays", "Téléphone", "Adresse mél"), Row("Responsable du traitement", "Anne Durand", "1 rue de Rivoli", "75001", "Paris", "France"),
        Row("Délégué à la protection des données", "Paul Petit"), Row("Société du DPO (si celui-ci est externe)"), Row("Représentant"), Row("Responsable(s) conjoint(s)"), Empty(1),
        Row("Finalité(s) du traitement effectué"), Row("Finalité principale", "Calculer et payer les rémunérations"), Row("Sous-finalité 1", "Établir les déclarations sociales"), Row("Sous-finalité 2", "Tenir les compteurs de congés"), Empty(4),
        Row("Catégories de données personnelles concernées", "Description", "", "", "Durée de conservation"),
        Wide("État civil, identité, données d'identification, images…", "Nom, prénom, adresse", "5 ans"), Row("Vie personnelle (habitudes de vie, situation familiale, etc.)"),
        Wide("Informations d'ordre économique et financier (revenus, situation financière, situation fiscale, etc.)", "Salaire, RIB", "5 ans"), Empty(2), Wide("Numéro de Sécurité Sociale (ou NIR)", "NIR pour les déclarations sociales", "5 ans"), Empty(1),
        Row("Données sensibles", "Description", "", "", "Durée de conservation"), Empty(3), Wide("Données révélant l'appartenance syndicale", "Adhésion, pour la retenue de cotisation", "5 ans"), Empty(6),
        Row("Catégories de personnes concernées", "Description", "", "", "Précisions"), Wide("Catégorie de personnes 1", "Salariés", "Tous"), Wide("Catégorie de personnes 2", "Candidats", "Promesses d'embauche"), Empty(1),
        Row("Destinataires", "Type de destinataire", "", "", "Précisions"), Wide("Destinataire 1", "Service interne qui traite les données", "Service paie"), Wide("Destinataire 2", "Sous-traitants", "Éditeur du logiciel de paie"), Wide("Destinataire 3", Invite, ""), Wide("Destinataire 4", Invite, ""), Empty(1),
        Row("Mesures de sécurité", "Type de mesure de sécurité", "", "", "Précisions"), Wide("Mesure de sécurité 1", "Contrôle d'accès des utilisateurs", "Mots de passe individuels"), Wide("Mesure de sécurité 2", Invite, ""), Wide("Mesure de sécurité 3", Invite, ""), Empty(1),
        Row("Transferts hors UE", "Destinataire", "Pays", "Type de Garanties", "", "Liens vers la documentation"), Row("Organisme destinataire 1", "Hébergeur", "Canada", "Pays adéquat"), Row("Organisme destinataire 2", "Outil de sondage", "Etats-Unis", "Privacy shield"),
    ];

    private static List<string> Clients() =>
    [
        Row("Fiche de registre", "", "", "", "", "", "", "REF-002"), Empty(2), Row("NOM DU  TRAITEMENT", "Gestion des clients"), Row("N° / REF", "REF-002"), Empty(11),
        Row("Finalité principale", "Suivre les commandes"), Empty(7), Wide("État civil, identité, données d'identification, images…", "Nom", "3 ans après la relation"), Empty(18), Wide("Catégorie de personnes 1", "Clients", ""),
    ];

    private static string Fiche(string name, List<string> rows) => Sheet(name, [.. rows]);

    private static string Sheet(string name, params string[] rows) =>
        $"""<table:table table:name="{SecurityElement.Escape(name)}"><table:table-column table:number-columns-repeated="9"/>{string.Concat(rows)}<table:table-row table:number-rows-repeated="1048400"><table:table-cell table:number-columns-repeated="1024"/></table:table-row></table:table>""";

    private static string Empty(int rows) => $"""<table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>""";

    private static string Row(params string[] cells) => $"<table:table-row>{string.Concat(cells.Select(c => Cell(c)))}<table:table-cell table:number-columns-repeated=\"{1024 - cells.Length}\"/></table:table-row>";

    /// <summary>A value over three columns, another over four, as the template merges them; with a remark of whoever filled it in.</summary>
    private static string Wide(string label, string value, string second) =>
        $"""<table:table-row>{Cell(label)}{Cell(value, """ table:number-columns-spanned="3" table:number-rows-spanned="1" """, "<office:annotation><dc:creator>Stagiaire</dc:creator><text:p>à vérifier</text:p></office:annotation>")}<table:covered-table-cell table:number-columns-repeated="2"/>{Cell(second, """ table:number-columns-spanned="4" table:number-rows-spanned="1" """)}<table:covered-table-cell table:number-columns-repeated="3"/><table:table-cell table:number-columns-repeated="1016"/></table:table-row>""";

    private static string Day(string label, string day) =>
        $"""<table:table-row>{Cell(label)}<table:table-cell office:value-type="date" office:date-value="{day}" table:number-columns-spanned="7" table:number-rows-spanned="1"><text:p>{day[8..]}/{day[5..7]}/{day[2..4]}</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="6"/><table:table-cell table:number-columns-repeated="1016"/></table:table-row>""";

    private static string Cell(string text, string spans = "", string remark = "") => text.Length == 0 ? $"<table:table-cell{spans}/>" : $"<table:table-cell office:value-type=\"string\"{spans}>{remark}<text:p>{SecurityElement.Escape(text)}</text:p></table:table-cell>";

    private static void Entry(ZipArchive zip, string name, string text, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var entry = zip.CreateEntry(name, level).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }
}
