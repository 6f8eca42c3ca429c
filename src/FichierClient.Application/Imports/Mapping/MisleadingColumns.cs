namespace FichierClient.Application.Imports.Mapping;

/// <summary>Words that mean something else in the exports of one program, which the other columns give away.</summary>
internal static class MisleadingColumns
{
    /// <summary>What gives the program away, the column that isn't what it is called, and what it is; null: nothing of ours.</summary>
    private static readonly (string[] Signs, string Column, string? Cle)[] Programs =
    [
        // QuickBooks: the ledger's account; the client is « Name ».
        (["split", "num", "transactiontype"], "account", null),
        // The same in French, where amounts contain the tax.
        (["typeoperation", "repartition"], "compte", null),
        (["typeoperation", "repartition"], "montant", "vente.montant_ttc"),
        (["typetransaction", "repartition"], "compte", null),
        (["typetransaction", "repartition"], "montant", "vente.montant_ttc"),
        // Odoo's invoices by the names of its fields.
        (["invoicedate", "partnerid", "amountuntaxed"], "name", "vente.numero"),
        (["invoicedate", "partnerid", "amountuntaxed"], "partnerid", "entreprise.nom"),
        (["invoicedate", "partnerid", "amountuntaxed"], "id", null),
        // Salesforce and EspoCRM: the opportunity's name, not the company's.
        (["stagename", "closedate", "accountid"], "name", null),
        (["stage", "closedate", "accountid"], "name", null),
        // HubSpot and Salesforce: the deal's own number.
        (["dealname", "dealstage"], "recordid", "vente.numero"),
        (["nomtransaction", "phasetransaction"], "idenregistrement", "vente.numero"),
        (["stagename", "closedate", "accountid"], "id", "vente.numero"),
        // Outlook: the person's manager, not who follows the client.
        (["adressecourrier", "nomassistante"], "responsable", null),
        // Pipedrive: where the deal stands in its pipeline; « Status » says whether it was won.
        (["dealstatus", "dealstage"], "dealstage", null),
        // PrestaShop's list of orders: what was paid, tax included.
        (["nouveauclient", "livraison", "total", "paiement"], "total", "vente.montant_ttc"),
        (["newclient", "delivery", "total", "payment"], "total", "vente.montant_ttc"),
        // Programs of accounting and trade: the name beside the third party's number.
        (["ntiers", "intitule"], "intitule", "entreprise.nom"),
        (["codetiers", "intitule"], "intitule", "entreprise.nom"),
        // The client's own person in charge, whom other columns let reach.
        (["responsable", "emailresponsable"], "responsable", "contact.nom_complet"),
        (["responsable", "emailresponsable"], "emailresponsable", "contact.email"),
        (["responsable", "telresponsable"], "responsable", "contact.nom_complet"),
        (["responsable", "telresponsable"], "telresponsable", "contact.telephone"),
        // Xero: the account of the books, and the client.
        (["invoicenumber", "accountcode", "contactname"], "accountcode", null),
        (["invoicenumber", "accountcode", "contactname"], "contactname", "entreprise.nom"),
        // The same in French.
        (["nomcontact", "numerofacture", "solde"], "nomcontact", "entreprise.nom"),
        // Monday: what the row is about.
        (["name", "subitems"], "name", "vente.designation"),
        // Pipedrive in French: the deal's name, and where it stands in its pipeline.
        (["titre", "valeur", "organisation", "etape"], "titre", null),
        (["valeur", "organisation", "etape", "statut"], "etape", null),
        // Odoo's orders in French: what is paid, tax included.
        (["referencecommande", "datecreation", "total"], "datecreation", "vente.date"),
        (["referencecommande", "datecreation", "total"], "total", "vente.montant_ttc"),
        // Facture.net: the document's own number and day.
        (["reference", "datecreation", "montantht", "montantttc"], "reference", "vente.numero"),
        (["reference", "datecreation", "montantht", "montantttc"], "datecreation", "vente.date"),
        // Thunderbird: the private address stands before the company's, under the same words.
        (["adresseprivee", "adresseprofessionnelle", "ville2"], "ville", null),
        (["adresseprivee", "adresseprofessionnelle", "ville2"], "ville2", "entreprise.commune"),
        (["adresseprivee", "adresseprofessionnelle", "codepostal2"], "codepostal", null),
        (["adresseprivee", "adresseprofessionnelle", "codepostal2"], "codepostal2", "entreprise.code_postal"),
        (["adresseprivee", "adresseprofessionnelle", "adresseprofessionnelle2"], "adresseprofessionnelle2", "entreprise.complement"),
        // Shopify's customers: the person's number, not her company's.
        (["customerid", "defaultaddresscompany"], "customerid", null),
        // LinkedIn: the person's own page, not her company's site.
        (["firstname", "lastname", "connectedon"], "url", null),
        (["prenom", "nomfamille", "connectedon"], "url", null),
        // Shopify: « Name » is the order's number, and only the first of its lines has the payment's.
        (["lineitemname", "financialstatus"], "paymentid", null),
        (["lineitemname", "financialstatus"], "paidat", null),
        // Dolibarr's third parties: whether they are closed. INSEE's stock: since when they are what they are.
        (["codeclient", "fournisseur", "etat"], "etat", "entreprise.statut"),
        (["customercode", "supplier", "status"], "status", "entreprise.statut"),
        (["etatadministratifunitelegale", "datedebut"], "datedebut", "entreprise.etat_depuis"),
        (["etatadministratifetablissement", "datedebut"], "datedebut", "entreprise.etat_depuis"),
        // Stripe: what the card was charged, tax included; the client's name stands in its description.
        (["amountrefunded", "customerid", "fee"], "amount", "vente.montant_ttc"),
        (["amountrefunded", "customerid", "fee"], "customerdescription", "entreprise.nom"),
        // GoCardless: what was taken from the client's account.
        (["chargedate", "amountrefunded"], "amount", "vente.montant_ttc"),
        // WooCommerce: what the articles cost is before postage and fees, the tax is of all.
        (["ordersubtotal", "ordertotal", "taxtotal"], "ordertotal", "vente.montant_ttc"),
        (["ordersubtotal", "ordertotal", "taxtotal"], "ordersubtotal", null),
        // HubSpot: of all companies of a person, the main one.
        (["associatedcompany", "primaryassociatedcompany"], "associatedcompany", null),
        (["associatedcompany", "primaryassociatedcompany"], "primaryassociatedcompany", "entreprise.nom"),
        (["associatedcompanyids", "primaryassociatedcompanyid"], "associatedcompanyids", null),
        (["associatedcompanyids", "primaryassociatedcompanyid"], "primaryassociatedcompanyid", "entreprise.reference"),
        // Etsy: what the buyer paid, postage and tax included.
        (["ordervalue", "ordertotal"], "ordertotal", "vente.montant_ttc"),
        // Beside the advance that was invoiced before, the net is what this invoice adds.
        (["acomptededuitht", "netht"], "netht", "vente.montant_ht"),
        (["acomptededuit", "netht"], "netht", "vente.montant_ht"),
        (["acompteht", "netht"], "netht", "vente.montant_ht"),
        (["acompte", "netht"], "netht", "vente.montant_ht"),
    ];

    /// <summary>The columns that aren't what they are called, by index, with the field that they are.</summary>
    public static Dictionary<int, string?> Of(IReadOnlyList<string> headers)
    {
        var keys = headers.Select(ChampsImport.KeyOf).ToList();
        return Programs.Where(p => p.Signs.All(keys.Contains) && keys.Contains(p.Column)).DistinctBy(p => p.Column).ToDictionary(p => keys.IndexOf(p.Column), p => p.Cle);
    }
}
