using static FichierClient.Application.Imports.Mapping.ChampsImport;
using static FichierClient.Application.Imports.Mapping.TypeChamp;

namespace FichierClient.Application.Imports.Mapping;

internal static class ChampsVente
{
    private const SectionImport V = SectionImport.Vente;

    public static IReadOnlyList<ChampImport> Tous { get; } =
    [
        Champ(V, "numero", "numero facture|facture n|facture #|invoice #|num piece|facture no|facture numero|no facture|n facture|num facture|facture|ref facture|reference facture|numero piece|n piece|no piece|piece ref|numero document|n document|invoice number|invoice no|document number|invoice|move name||invoice id|order number|order no|order #|numero commande|reference commande|n commande|no commande|num commande||order id|check number|numero cheque|n cheque|transaction id|payment id|deal - id|affaire - id|id transaction", "numero|number|num|no|n||reference|ref|piece||name|id", Identifiant),
        Champ(V, "numero_avoir", "n avoir|no avoir|numero avoir|num avoir|avoir n|avoir numero|ref avoir|reference avoir|credit note number|credit note no", "", Identifiant),
        Champ(V, "est_avoir", "avoir|est un avoir|is credit note|credit note"),
        Champ(V, "est_annulee", "annulee|annule|est annulee|facture annulee|date annulation|date d'annulation|annulee le|annule le|cancelled at|canceled at|cancelled on|canceled on|voided at|cancellation date||supprimee|supprime|is cancelled|is canceled|cancelled|canceled|voided"),
        Champ(V, "est_validee", "validee|facture validee|est validee|definitive|facture definitive||valide|definitif"),
        Champ(V, "est_brouillon", "brouillon|est un brouillon|est brouillon|is draft|draft||provisoire"),
        Champ(V, "serie", "serie|souche|prefixe|code journal|journal|series"),
        Champ(V, "type", "type piece|type de piece|document type|type operation|move type|nature piece|type document|type de document|document type|transaction type|type transaction|type de transaction|type vente", "type|nature"),
        Champ(V, "date", "date facture|date fact|date facturation|date piece|date document|invoice date|invoice/bill date|bill date|piece date|date emission|date d'emission|date issued|issue date|deal - won time|affaire - date gain|affaire - gagne le||date vente|date de la vente|sale date||date commande|order date|purchase date|created (utc)|created date (utc)|close date|expected close date|date cloture prevue|date de cloture attendue|date fermeture|date cloture|date fermeture transaction", "date|created at|jour|day|date ecriture", Date, "payment date|date paiement|date reglement|paid at|date paid|date encaissement"),
        Champ(V, "montant_ht", "total article|montant ligne ht|total ligne ht|total ht ligne|montant ht ligne|montant net ht ligne|ht ligne|line amount|line subtotal|line total|lignes de facture/sous-total|lignes de facture/montant hors taxes|invoice lines/subtotal|invoice lines/amount|invoice line ids/price subtotal||montant ht|total ht|ht|ca ht|montant htva|total htva|htva|hors tva|total hors tva|montant hors tva|prix total net|ht net|total ht net|tax excluded|tax excluded signed|total tax exclusive|tax exclusive|total tax excluded|untaxed amount signed|untaxed amount in invoice currency|untaxed amount in currency|hors taxes|hors taxe|hors taxes signe|montant hors taxes signe|montant hors taxe signe|ventes nettes|total hors taxes signe|opportunity amount|facture net|net sales|net ht|montant net ht|total net ht|montant total ht|montant hors taxes|total hors taxes|montant hors taxe|total hors taxe|amount excl tax|amount excluding tax|untaxed amount|amount untaxed||montant net|ca|chiffre affaires|subtotal|sub total|sous total|net amount|order subtotal|order subtotal amount|deal - value|affaire - valeur|montant facture|total ht facture|total facture ht|montant ht facture|montant facture ht|montant total facture ht|montant affaire|montant transaction", "montant|amount|total|valeur|value|prix total|order total|somme|net", Nombre),
        Champ(V, "montant_tva", "montant tva|total tva|tva montant|dont tva|dont tva (20%)|tva net|taxtotal|taxes|tax|tax amount|vat amount|sales tax|tax total|montant taxe|total taxes|order tax amount|order total tax amount|amount tax|tva", "", Nombre),
        Champ(V, "taux_tva", "taux tva|taux tva ligne|item tax %|tva %|vat rate|tax rate|tva taux", "", Nombre),
        Champ(V, "montant_ttc", "montant ttc|montant cotisation|montant cotisations|montant adhesion|montant don|total ttc|ttc|prix ttc|montant total ttc|montant tvac|total tvac|tvac|total tva comprise|montant tva comprise|prix total brut|ttc net|ca ttc|total signed|total signe|total in invoice currency|grand total|grand total (base)|amount incl tax|total tax inclusive|tax inclusive|total tax included|gross amount|total incl tax|total ttc facture|total toutes taxes comprises||net a payer", "", Nombre),
        Champ(V, "devise", "devise|currency|monnaie|order currency|code devise|currency code|deal - currency of value|affaire - devise|amount currency"),
        Champ(V, "taux_change", "taux de change|taux change|exchange rate|cours", "", Nombre),
        Champ(V, "designation", "designation|invoice line ids/name|invoice lines/label|lignes de facture/libelle|lignes de facture/description|lignes de facture/produit|invoice lines/product|produit|article|nom produit|nom article|libelle produit|item name|lineitem name|product|product name|prestation|objet|libelle article|designation article|description article|memo", "libelle|description|label|intitule"),
        Champ(V, "sku", "sku|code produit|code article|reference produit|ref produit|ref article|reference article|product code|product id|lineitem sku|item code"),
        Champ(V, "quantite", "quantite|qte|qte ligne|invoice line ids/quantity|invoice lines/quantity|lignes de facture/quantite|quantity|qty|lineitem quantity|quantity ordered|nombre", "", Nombre),
        Champ(V, "prix_unitaire", "prix unitaire ht|pv ht|unit amount|prix ht|prix article|pu ht|pu ht ligne|item price|invoice line ids/price unit|invoice lines/unit price|lignes de facture/prix unitaire|prix unitaire|pu|unit price|price each|lineitem price|item cost|prix|pu vente ht|prix vente ht", "price", Nombre),
        Champ(V, "remise", "remise|remise %|remise ht|montant remise|montant remise ht|remise ligne|% remise|taux remise|discount|discount %|discount percent", "", Nombre),
        Champ(V, "commercial", "commercial|vendeur|representant|sales rep|salesperson|sales person|deal owner|deal - owner|affaire - proprietaire|proprietaire transaction|agent"),
        Champ(V, "statut", "statut facture|sales stage|statut vente|etat facture|etat piece|order status|financial status|invoice status|deal - status|affaire - statut||etat|deal stage|stage|stage name|opportunity stage|phase transaction|etape transaction|phase affaire|etape affaire|etape opportunite|phase opportunite|etape", "statut|status||phase"),
        Champ(V, "facture_liee", "facture d'origine|facture liee|avoir sur facture|numero facture d'origine|original invoice|credited invoice", "", Identifiant),
    ];
}
