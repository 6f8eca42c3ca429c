using System.Globalization;
using System.Text.Json.Nodes;
using FichierClient.Application.Rgpd.Archives;
using FichierClient.Web.Common;
using FichierClient.Web.Rgpd.Demandes;
using FichierClient.Web.Rgpd.Effacements;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Rgpd.Archives;

/// <summary>A part of a sealed document, as it is shown and printed.</summary>
/// <param name="Titre">Null: the first one.</param>
/// <param name="Champs">What has a value.</param>
/// <param name="Colonnes">Of the table; none: there is no table.</param>
/// <param name="Lignes">Its rows.</param>
public sealed record PartieScellee(string? Titre, IReadOnlyList<(string Nom, string Valeur)> Champs, IReadOnlyList<string> Colonnes, IReadOnlyList<IReadOnlyList<string>> Lignes);

/// <summary>Says a sealed document in words: an invoice as an invoice, a request as its file. A kind that nobody described is shown field by field.</summary>
public sealed class LecturePiece(IStringLocalizer<EffacementsTexts> texts, IStringLocalizer<DemandesTexts> demandes, UserClock clock)
{
    private static readonly (string Champ, string Nom)[] Totaux = [("total_ht", "PieceTotalHt"), ("total_tva", "PieceTotalTva"), ("total_ttc", "PieceTotalTtc")];

    private static readonly string[] SansInteret = ["id", "version", "recherche", "tenant_id", "xmin"];

    public IReadOnlyList<PartieScellee> Read(string table, string contenu)
    {
        var document = JsonNode.Parse(contenu)!.AsObject();
        return table switch
        {
            "ventes" => Vente(document),
            "demandes" => Demande(document),
            "demande_pieces" => [Of(document["piece"], ("demande", "PieceDemande"), ("ajoutee_le", "PieceAjouteeLe")), Fichier(document)],
            SealContrat.Table => [Of(document["contrat"], ("intitule", "PieceIntitule"), ("fin_le", "PieceFinContrat")), Fichier(document)],
            _ => [.. document.Select(p => p.Value is JsonObject o ? new PartieScellee(p.Key, [.. o.Where(f => !SansInteret.Contains(f.Key) && Text(f.Value).Length > 0).Select(f => (f.Key.Replace('_', ' '), Text(f.Value)))], [], []) : new PartieScellee(null, [(p.Key, Text(p.Value))], [], []))],
        };
    }

    private List<PartieScellee> Vente(JsonObject document)
    {
        var vente = document["vente"]!;
        var devise = (string?)vente["devise"] ?? "EUR";
        var client = Of(document["entreprise"], ("raison_sociale", "PieceClient"), ("siren", "PieceSiren"), ("siret", "PieceSiret"), ("numero_tva", "PieceNumeroTva"), ("voie", "PieceVoie"), ("complement", "PieceComplement"), ("code_postal", "PieceCodePostal"), ("commune", "PieceCommune"), ("pays", "PiecePays")) with { Titre = texts["PieceClient"] };
        var contact = document["contact"] as JsonObject;
        return
        [
            new PartieScellee(null, [(texts["PieceType"], Word(texts, "Type", vente["type"])), .. Fields(vente, ("serie", "PieceSerie"), ("numero", "PieceNumero"), ("date", "PieceDate")), .. Montants(vente, devise)], [], []),
            client,
            new PartieScellee(texts["PieceInterlocuteur"], [.. Fields(contact, ("nom_complet", "PieceNom")), .. Emails(contact)], [], []),
            new PartieScellee(texts["PieceLignes"], [], [.. ((string[])["Designation", "Quantite", "PrixUnitaire", "Remise", "Tva", "TotalHt"]).Select(c => texts["Piece" + c].Value)],
                [.. Rows(document["lignes"]).Select(l => (IReadOnlyList<string>)[Text(l["designation"]), Number(l["quantite"], "#,0.####"), Number(l["prix_unitaire_ht"], "#,0.00##"), Number(l["remise"], "0.##") + " %", Number(l["taux_tva"], "0.##") + " %", Number(l["total_ht"], "#,0.00")])]),
        ];
    }

    private List<PartieScellee> Demande(JsonObject document)
    {
        var demande = document["demande"];
        (string, string)[] words = [(texts["PieceCanal"], Word(demandes, "Canal", demande?["canal"])), (texts["PieceStatut"], Word(demandes, "Statut", demande?["statut"])), (texts["PieceNiveau"], Word(demandes, "Niveau", demande?["identite_niveau"]))];
        return
        [
            Of(demande, ("recue_le", "PieceRecueLe"), ("nom", "PieceNom"), ("email", "PieceEmail"), ("telephone", "PieceTelephone"), ("adresse", "PieceVoie"), ("mandat", "PieceMandat"), ("objet", "PieceObjet"), ("terminee_le", "PieceTermineeLe"), ("cloture_motif", "PieceClotureMotif")),
            new PartieScellee(texts["PieceSuivi"], [.. words.Where(w => w.Item2.Length > 0), .. Fields(demande, ("echeance_initiale", "PieceEcheanceInitiale"), ("echeance", "PieceEcheance"), ("identite_question", "PieceIdentiteQuestion"), ("identite_demandee_le", "PieceIdentiteDemandee"),
                ("identite_recue_le", "PieceIdentiteRecue"), ("identite_moyen", "PieceIdentiteMoyen"), ("jours_suspendus", "PieceJoursSuspendus"), ("prorogee_le", "PieceProrogee"), ("prorogation_motif", "PieceProrogationMotif"))], [], []),
            new PartieScellee(texts["PieceDroits"], [], [texts["PieceDroit"], texts["PieceDecision"], texts["Motif"], texts["PieceReponse"]],
                [.. Rows(document["resolutions"]).Select(r => (IReadOnlyList<string>)[Word(demandes, "Droit", r["droit"]), Word(demandes, "Decision", r["decision"]), Text(r["motif"]), Text(r["texte_reponse"])])]),
            new PartieScellee(texts["PieceJournal"], [], [texts["PieceDate"], texts["PieceEtape"], texts["PieceDetail"]],
                [.. Rows(document["journal"]).Select(e => (IReadOnlyList<string>)[Text(e["fait_le"]), Word(demandes, "Etape", e["type"]), Text(e["detail"])])]),
            new PartieScellee(texts["PieceCourriers"], [], [texts["PieceDate"], texts["PieceDestinataire"], texts["PieceObjet"], texts["PieceTexte"]],
                [.. Rows(document["courriers"]).Select(c => (IReadOnlyList<string>)[Text(c["envoye_le"]), Text(c["destinataire"]), Text(c["objet"]), Text(c["corps"])])]),
        ];
    }

    private string Word(IStringLocalizer words, string prefix, JsonNode? value) => Text(value) is { Length: > 0 } key ? words[$"{prefix}_{key}"] is { ResourceNotFound: false } known ? known.Value : key : "";

    private PartieScellee Fichier(JsonObject document) => document["fichier"] is not { } file ? new PartieScellee(null, [], [], [])
        : new PartieScellee(null, [(texts["PieceFichier"], Text(file["nom"])), (texts["PieceTaille"], texts["PieceKo", ((int)(file["taille"] ?? 0) + 1023) / 1024])], [], []);

    private IEnumerable<(string, string)> Montants(JsonNode vente, string devise) =>
        Totaux.Select(t => (texts[t.Nom].Value, $"{Number(vente[t.Champ], "#,0.00")} {devise}"));

    private IEnumerable<(string, string)> Emails(JsonObject? contact) => contact?["emails"] is JsonArray emails && emails.Count > 0 ? [(texts["PieceEmail"], string.Join(", ", emails.Select(Text)))] : [];

    private PartieScellee Of(JsonNode? node, params (string Champ, string Nom)[] fields) => new(null, [.. Fields(node, fields)], [], []);

    private IEnumerable<(string, string)> Fields(JsonNode? node, params (string Champ, string Nom)[] fields) =>
        fields.Select(f => (texts[f.Nom].Value, Text(node?[f.Champ]))).Where(f => f.Item2.Length > 0);

    private static IEnumerable<JsonNode> Rows(JsonNode? node) => (node as JsonArray ?? []).OfType<JsonNode>();

    private static string Number(JsonNode? node, string format) => node is null ? "" : ((decimal)node).ToString(format, CultureInfo.CurrentCulture);

    /// <summary>Days and instants as they are written here; whatever else as it stands.</summary>
    private string Text(JsonNode? node)
    {
        if (node is null) return "";
        if (node.GetValueKind() != System.Text.Json.JsonValueKind.String) return node.ToJsonString();
        var text = (string)node!;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day.ToString("d", CultureInfo.CurrentCulture);
        return text.Length > 18 && text[10] == 'T' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? clock.Local(moment).ToString("g", CultureInfo.CurrentCulture) : text;
    }
}
