using System.Text.RegularExpressions;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Rows;

/// <summary>The words by which programs say what a row is (an invoice, a credit note, something else) and where it stands.</summary>
internal static partial class MotsVente
{
    /// <summary>Beginnings of words: « avoirs », « Remboursement partiel ».</summary>
    private static readonly string[] DebutsAvoir = ["avoir", "refund", "remboursement", "creditnote", "creditmemo", "accreccredit"];
    private static readonly string[] PhrasesAvoir = ["credit note", "credit memo", "note de credit", "notes de credit", "note credit", "facture d avoir", "facture de retour", "facture retour"];

    /// <summary>An invoice that was credited is one all the same: « Facture avoirée », « Facture avec avoir partiel ».</summary>
    private static readonly string[] FacturesQuiCreditent = ["facture d avoir", "facture avoir", "facture de retour", "facture retour", "facture de credit"];

    /// <summary>Rows of a journal or of a bank that tell of money or of a purchase: what was sold stands in another row.</summary>
    private static readonly string[] AutresPieces =
    [
        "payment", "paiement", "reglement", "encaissement", "deposit", "remise en banque", "estimate", "devis", "quote", "quotation", "bill", "purchase", "facture fournisseur", "avoir fournisseur", "facture d achat", "facture achat",
        "expense", "depense", "note de frais", "commission d achat", "payout", "journal", "journal entry", "bon de commande", "bon de livraison", "bon de retour", "bon de reception", "bon de preparation", "preparation de livraison", "delivery note", "sales order", "purchase order",
        "commande client", "commande fournisseur", "stripe fee", "proforma", "pro forma", "vendor bill", "vendor credit note", "in invoice", "in refund", "accpay", "accpaycredit",
    ];

    /// <summary>A code of so many letters begins the cell: « Prestation de service » isn't « DE ».</summary>
    private const int LongestCode = 3;

    /// <summary>The same where the column names documents; elsewhere it says how a sale was paid, or what was sold.</summary>
    private static readonly string[] AutresPiecesNommees = ["versement", "achat", "transfer", "virement", "cheque", "check", "commande", "order", "preparation", "livraison", "retour", "de", "dv", "dev", "devc", "bc", "cde", "cmd", "cc", "bl", "blc", "pl", "br", "bp"];

    private static readonly string[] Annulees = ["annul", "cancel", "void", "refunded", "rembours", "supprim", "delet", "refus", "reject"], Nulles = ["nul", "nulle", "nuls", "nulles"];
    private static readonly string[] Brouillons = ["brouillon", "draft", "provisoire", "a valider", "non valid", "en cours de saisie", "en saisie", "to validate", "en preparation", "en redaction", "en cours de redaction"];
    private static readonly string[] Futures = ["devis", "quote", "proposal", "proposition", "lost", "perdu", "qualification", "negotiation", "pending", "on hold", "prospect", "needs analysis", "perception analysis", "id decision",
        "failed", "echou", "echec", "declined", "rejet", "incomplete", "requires", "expired", "abandon", "erreur", "payment error", "en attente de virement", "awaiting bank wire", "awaiting check", "a facturer", "to invoice", "suspendu", "proforma", "pro forma", "simulation", "modele", "template"];

    /// <summary>Columns that say where a deal stands, and the words for one that was won: any other stage is no sale yet.</summary>
    private static readonly string[] Etapes = ["stage", "etape", "phase", "affairestatut", "dealstatus"],
        Gagnees = ["won", "closedwon", "gagne", "gagnee", "signe", "signee", "conclu", "conclue", "facture", "facturee", "paye", "payee", "livre", "livree", "termine", "terminee", "realise", "realisee"],
        Pas = ["non", "pas", "a", "not", "to", "avant", "encore", "yet", "bientot", "presque", "jamais", "never"], Encore = ["confirmer", "valider", "attente", "confirm", "emettre", "etablir", "venir"];

    /// <summary>What only a deal is, in a column of states; and the headings beside it.</summary>
    private static readonly string[] Issues = ["won", "closed won", "gagne", "gagnee", "perdu", "perdue", "lost", "closed lost"], Affaires = ["opportunit", "probabilit", "pipeline", "dealname", "nomaffaire", "nomtransaction"];

    /// <summary>Further states in which a sale stands, of its payment, its delivery or its file.</summary>
    private static readonly string[] EtatsDeVente = ("acquitt|encaiss|recouvr|relanc|litige|contentieux|mise en demeure|creance|irrecouvr|factor|transmis|deposee|acceptee|approuv|mise a disposition|prise en charge|depos|ouvert|open|en cours|en attente de paiement|"
        + "a payer|a regler|a encaisser|due|du |payable|avoir|credit|letr|lettr|cloture|close|archiv|complet|processing|fulfilled|shipped|expedi|livr|deliver|termine|fini|done|posted|active|normal|definitiv|export|imprim|imputee|annule et remplace|in payment|en paiement|authorized|captured|succeeded|success|ok").Split('|');

    private static readonly string[] EtatsDeFacture = ["paye", "payee", "regle", "envoye", "emise", "echu", "valide", "comptabilis", "en retard", "solde", "partiellement", "impaye", "finalis", "paid", "sent", "overdue", "unpaid"];

    /// <summary>Codes of the programs' documents.</summary>
    private static readonly string[] Codes = ["fa", "fac", "facc", "fc", "fact", "inv", "av", "avc", "avo", "avoc", "ac", "nc", "cn", "cmd", "devc", "blc", "de", "dv", "dev", "bc", "cde", "cc", "bl", "pl", "br", "bp", "fr", "fp"];

    /// <summary>What a column of directions says of a row.</summary>
    private static readonly string[] Ventes = ["vente", "ventes", "client", "clients"], Achats = ["achat", "achats", "fournisseur", "fournisseurs"];

    private static readonly string[] PiecesEcrites = ["facture", "factures", "invoice", "avoir", "avoirs", "credit note", "credit memo"];

    private static readonly string[] Documents = ["facture", "invoice", "avoir", "credit note", "credit memo", "piece", "document", "transaction"];

    /// <summary>The heading, or a cell, of a column that names documents (« Facture », « BL »).</summary>
    public static bool NommeDocuments(string header, FaitsColonne cells) =>
        Documents.Any(w => ChampsImport.KeyOf(header).Contains(w.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal)) || cells.Pieces > 0
        || (cells.Remplies > 0 && cells.Codes == cells.Remplies);

    /// <param name="cell">In lower case without accents.</param>
    internal static bool EstPieceEcrite(string cell) => PiecesEcrites.Any(w => $" {cell} ".Contains($" {w} ", StringComparison.Ordinal));

    /// <param name="cell">In lower case without accents.</param>
    internal static bool EstCodePiece(string cell) => Array.IndexOf(Codes, cell) >= 0;

    /// <summary>A sale, or a purchase, in a column that tells one from the other.</summary>
    internal static bool EstSens(string cell) => EstVente(cell) || EstAchat(cell);

    internal static bool EstVente(string cell) => Array.IndexOf(Ventes, cell) >= 0;

    /// <summary>The credit side of a client's account.</summary>
    /// <param name="cell">In lower case without accents.</param>
    internal static bool EstCredit(string cell) => cell is "c" or "credit";

    /// <param name="cell">In lower case without accents.</param>
    internal static bool EstAchat(string cell) => Array.IndexOf(Achats, cell) >= 0;

    /// <summary>Whether the states of a file are those of deals, of which only the won ones are sales.</summary>
    public static bool SontDesAffaires(string header, FaitsColonne cells, IReadOnlyList<string> headers)
    {
        var key = ChampsImport.KeyOf(header);
        var stages = Array.Exists(Etapes, w => key.Contains(w, StringComparison.Ordinal));
        // One « Perdu » among paid invoices is a dispute, one « Envoyé » among deals a slip.
        if (NumeroteDesFactures(headers)) return cells.Issues > 0 ? cells.Issues >= cells.EtatsFacture : stages && cells is { Abouties: > 0, EtatsFacture: 0 };
        return stages || cells.Issues > 0 || headers.Select(ChampsImport.KeyOf).Any(h => Array.Exists(Affaires, a => h.Contains(a, StringComparison.Ordinal)));
    }

    /// <summary>A word of a deal that was won, or that « pas encore » stands before.</summary>
    /// <param name="cell">In lower case without accents.</param>
    internal static bool NommeLAboutissement(string cell) => cell.Split(' ').Any(w => Array.IndexOf(Gagnees, w) >= 0);

    /// <summary>A file of invoices, which have numbers, is none of deals by its headings alone.</summary>
    internal static bool NumeroteDesFactures(IEnumerable<string> headers) => headers.Select(ChampsImport.KeyOf).Any(h => h is "nfacture" or "numerofacture" or "nofacture" or "numfacture" or "facturen" or "invoicenumber" or "invoiceno" or "npiece" or "numeropiece");

    /// <summary>A state that only an invoice has.</summary>
    /// <param name="cell">In lower case without accents.</param>
    internal static bool EstEtatDeFacture(string cell) => Array.Exists(EtatsDeFacture, e => cell.StartsWith(e, StringComparison.Ordinal));

    /// <summary>The state of a sale that was made, by a word that is known to say so.</summary>
    /// <param name="statut">In lower case without accents.</param>
    internal static bool EstEtatDeVente(string statut) => EstEtatDeFacture(statut) || NommeLAboutissement(statut) || ParleDePaiement(statut) || Array.Exists(EtatsDeVente, e => statut.StartsWith(e, StringComparison.Ordinal)) || Says(statut, Annulees);

    /// <summary>A cell that only deals have: won or lost.</summary>
    public static bool EstIssue(string? cell) => Array.IndexOf(Issues, TexteNormalise.Of(cell)) >= 0;

    /// <param name="type">The cell in lower case without accents.</param>
    public static bool EstAvoir(string type)
    {
        if (type.StartsWith("facture ", StringComparison.Ordinal) && !Array.Exists(FacturesQuiCreditent, f => type == f || type.StartsWith(f + ' ', StringComparison.Ordinal))) return false;
        var words = type.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Any(w => w is "av" or "avc" or "avo" or "avoc" || Array.Exists(DebutsAvoir, d => w.StartsWith(d, StringComparison.Ordinal)))
            || Array.Exists(PhrasesAvoir, p => type.Contains(p, StringComparison.Ordinal)) || words is ["credit"] or ["credits"];
    }

    /// <param name="type">The cell in lower case without accents.</param>
    /// <param name="documents">The column names documents.</param>
    public static bool EstAutrePiece(string type, bool documents)
    {
        var padded = $" {type} ";
        if (Array.Exists(AutresPieces, w => padded.Contains($" {w} ", StringComparison.Ordinal))
            // « Facture réglée par chèque » is an invoice all the same, « Facture proforma » and « Règlement facture » aren't.
            && (!padded.StartsWith(" facture ", StringComparison.Ordinal) || AutresPieces.Any(w => (w.Contains("facture", StringComparison.Ordinal) || w.Contains("forma", StringComparison.Ordinal)) && padded.Contains($" {w} ", StringComparison.Ordinal)))) return true;
        return documents && !padded.StartsWith(" facture ", StringComparison.Ordinal) && !EstAvoir(type) && Array.Exists(AutresPiecesNommees, w => w.Length <= LongestCode ? EstCode(type, w) : padded.Contains($" {w} ", StringComparison.Ordinal));
    }

    /// <summary>« BL », « BL client », « DE 2025-3 »; « de » before a word is none.</summary>
    private static bool EstCode(string type, string code) =>
        type == code || (type.StartsWith(code + " ", StringComparison.Ordinal) && (code != "de" || char.IsAsciiDigit(type[code.Length + 1])));

    /// <summary>The type names an invoice.</summary>
    public static bool EstFacture(string type) => (type is "facture" or "invoice" || type.StartsWith("facture ", StringComparison.Ordinal) || CodesPieces.EstSur(type)) && !EstAvoir(type);

    /// <summary>What came back over the counter: « Retour », « Retour client ».</summary>
    public static bool EstRetour(string type) => Retour().IsMatch(type);

    /// <summary>It takes back a sale, and nobody says which, nor whether that one stands in the file.</summary>
    public static bool EstAnnulation(string type) => type is "annulation" or "annulations" || type.StartsWith("annulation ", StringComparison.Ordinal);

    /// <summary>« Annule et remplace F1 » is the valid one; « Annulé et remplacé par F2 » is not.</summary>
    /// <param name="statut">In lower case without accents.</param>
    /// <param name="written">The same as it stands in the file: its accents tell.</param>
    public static bool AnnuleUneAutre(string statut, string written) =>
        (statut is "annule et remplace" || statut.StartsWith("annule et remplace ", StringComparison.Ordinal)) && !statut.StartsWith("annule et remplace par", StringComparison.Ordinal) && !written.Contains('é', StringComparison.OrdinalIgnoreCase);

    /// <summary>What became of the payment, which an invoice outlives: « Prélèvement rejeté », « Rejet de prélèvement ».</summary>
    private static bool ParleDePaiement(string statut) => Paiement().IsMatch(statut);

    /// <summary>« Annulée par avoir » stands, as its avoir does; an avoir whose money went back is done.</summary>
    public static bool EstAnnulee(string statut, bool avoir) => !ParleDePaiement(statut) && (Says(statut, Annulees) || statut.Split(' ').Any(w => Array.IndexOf(Nulles, w) >= 0) || Remplacee().IsMatch(statut)) && !Says(statut, ["avoir", "credited", "credit note"]) && !(avoir && Says(statut, ["refunded", "rembours"]));

    public static bool EstBrouillon(string statut) => Says(statut, Brouillons);

    /// <summary>Not sold yet, or never.</summary>
    /// <param name="statut">In lower case without accents.</param>
    /// <param name="factures">The rows are invoices, not orders that a payment makes.</param>
    public static bool EstFuture(string statut, bool factures) => ParleDePaiement(statut) ? !factures : Says(statut, Futures);

    public static bool EstRembourseeEnPartie(string statut) => Says(statut, ["partial", "partiel"]) && Says(statut, ["refunded", "rembours"]);

    /// <summary>« Closed won », « Contrat signé »; « À facturer », « Non conclu » and « Gagné à confirmer » are to come.</summary>
    public static bool EstGagnee(string statut)
    {
        var words = statut.Split(' ');
        var at = Array.FindIndex(words, w => Array.IndexOf(Gagnees, w) >= 0);
        return at >= 0 && !words.Take(at).Any(w => Array.IndexOf(Pas, w) >= 0) && !words.Any(w => Array.IndexOf(Encore, w) >= 0);
    }

    [GeneratedRegex(@"^(?:(?:paiement|payment|prelevement|reglement|virement|cheque|carte|escompte|echeance|traite|lcr|sepa)\b.*\b(?:refus|reject|rejet|annul|cancel|echou|failed|declined|impaye)|(?:rejet|refus|echec)\b.*\b(?:paiement|prelevement|reglement|virement|cheque|carte|escompte|traite|lcr|sepa)\b)")]
    private static partial Regex Paiement();

    [GeneratedRegex(@"\bremplacees?\b|\bremplaces?(?: par\b|$)")]
    private static partial Regex Remplacee();

    [GeneratedRegex("^retours?(?: (?:clients?|marchandises?|produits?|articles?|ventes?|caisse))?$")]
    private static partial Regex Retour();

    private static bool Says(string text, string[] words) =>
        text.Length > 0 && words.Any(w => text.StartsWith(w, StringComparison.Ordinal) || text.Contains(' ' + w, StringComparison.Ordinal));
}
