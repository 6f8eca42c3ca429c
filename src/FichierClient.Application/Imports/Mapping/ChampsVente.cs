using static FichierClient.Application.Imports.Mapping.ChampsImport;
using static FichierClient.Application.Imports.Mapping.TypeChamp;

namespace FichierClient.Application.Imports.Mapping;

internal static class ChampsVente
{
    private const SectionImport V = SectionImport.Vente;

    public static IReadOnlyList<ChampImport> Tous { get; } =
    [
        Champ(V, "numero", "numero facture|numero de facture|no facture|n facture|num facture|facture|ref facture|reference facture|numero de piece|numero piece|n piece|n de piece|no piece|piece ref|invoice|invoice number|invoice no|invoice id|order number|order id|order no|order #|numero commande|numero de commande|n commande|document number|check number|numero de cheque|n cheque|transaction id|payment id|deal - id", "numero|number|num|no|n|reference|ref|piece|id|name", Identifiant),
        Champ(V, "serie", "serie|prefixe|code journal|journal|series"),
        Champ(V, "type", "type de piece|type piece|type document|type de document|document type|transaction type|type vente", "type|nature"),
        Champ(V, "date", "date facture|date de facture|date de facturation|date piece|date de piece|date vente|date de vente|date commande|date de commande|date document|invoice date|order date|sale date|payment date|date paiement|date de paiement|date reglement|paid at|date paid|created (utc)|deal - won time|close date|piece date|date d'emission", "date|created at|jour|day|date ecriture", Date),
        Champ(V, "montant_ht", "montant ht|total ht|ht|ca ht|net ht|montant hors taxes|total hors taxes|prix ht|montant net|ca|chiffre d'affaires|subtotal|sub total|net amount|order subtotal|amount excl tax|amount excluding tax|deal - value|montant facture", "montant|amount|total|valeur|value|prix total|order total|somme|net", Nombre),
        Champ(V, "montant_tva", "montant tva|total tva|tva montant|taxes|tax|tax amount|vat amount|sales tax|tax total", "", Nombre),
        Champ(V, "taux_tva", "taux tva|taux de tva|tva %|% tva|vat rate|tax rate|tva taux", "", Nombre),
        Champ(V, "montant_ttc", "montant ttc|total ttc|ttc|net a payer|prix ttc|amount incl tax|gross amount|total incl tax|total ttc facture", "", Nombre),
        Champ(V, "devise", "devise|currency|monnaie|order currency|code devise|currency code|deal - currency of value|amount currency"),
        Champ(V, "taux_change", "taux de change|taux change|exchange rate|cours", "", Nombre),
        Champ(V, "designation", "designation|produit|article|nom produit|libelle produit|item name|lineitem name|product|product name|prestation|objet|libelle article|memo", "libelle|description|label|intitule"),
        Champ(V, "sku", "sku|code produit|code article|reference produit|ref produit|ref article|reference article|product code|product id|lineitem sku|item code"),
        Champ(V, "quantite", "quantite|qte|quantity|qty|lineitem quantity|quantity ordered|nombre", "", Nombre),
        Champ(V, "prix_unitaire", "prix unitaire|pu|pu ht|prix unitaire ht|unit price|price each|lineitem price|prix", "price", Nombre),
        Champ(V, "remise", "remise|remise %|% remise|taux remise|discount|discount %|discount percent", "", Nombre),
        Champ(V, "commercial", "commercial|vendeur|representant|sales rep|salesperson|sales person|deal owner|deal - owner|agent"),
        Champ(V, "statut", "statut facture|statut vente|etat|order status|financial status|invoice status|deal - status|deal stage|stage|stage name|opportunity stage", "statut|status"),
        Champ(V, "facture_liee", "facture d'origine|facture liee|avoir sur facture|numero facture d'origine|original invoice|credited invoice", "", Identifiant),
    ];
}
