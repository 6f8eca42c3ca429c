using static FichierClient.Application.Imports.Mapping.ChampsImport;
using static FichierClient.Application.Imports.Mapping.TypeChamp;

namespace FichierClient.Application.Imports.Mapping;

internal static class ChampsEntreprise
{
    private const SectionImport E = SectionImport.Entreprise;

    public static IReadOnlyList<ChampImport> Tous { get; } =
    [
        Champ(E, "nom", "raison sociale|raison sociale client|customer full name|denomination|denomination sociale|denomination unite legale|rais soc|nom societe|nom entreprise|company name|account name|nom compte|organization name|organisation name|nom organisation|organization - name|organisation - nom|person - organization|personne - organisation|deal - organization|affaire - organisation|customer name|nom client|nom tiers|client name|client nom|bill to|nom acheteur|client facture|nom client facture|customers company name|nom de votre entreprise|votre entreprise|your company|votre societe|nom de votre societe|bill to name|invoice to|intitule tiers|intitule client|intitule compte tiers|billing company|orgname|nom entreprise associee|company_name|invoice partner display name|nom affichage partenaire facture|nom affiche partenaire facture|organization 1 - name|contact orgname|denomination premiere ligne|default address company||rs|societe|entreprise|company|account|organization|organisation|client|entreprise principale|entreprise associee|entreprise principale associee|entreprise associee principale|associated company|primary associated company|primary company|acheteur|donneur d'ordre|nom du donneur d'ordre|chargeur||tiers||partenaire|etablissement|partner|structure|destinataire", "nom|name|s.nom|customer|display name|nom affiche|complete name||libelle|intitule"),
        Champ(E, "nom_autre", "", "nom|name|customer|display name|nom affiche"),
        Champ(E, "nom_commercial", "nom commercial|denomination usuelle|denomination usuelle etablissement|trade name|trading name|brand|name alias|nom usuel|sigle|sigle unite legale"),
        Champ(E, "enseigne", "enseigne|enseigne1 etablissement|enseigne commerciale"),
        Champ(E, "reference", "reference client|ref client|code client|code tiers|n tiers payeur|code tiers payeur|n client|no client|numero client|num client|id client|customer number|customer no|customer id|customer code|client id|client code|account number|account id|account code|company id|organization id|organization - id|organisation - id|associated company ids|compte tiers|code comptable client|n compte tiers|compte auxiliaire|code partenaire|numero compte|numero tiers|n tiers|refnumber|s.code_client", "reference|ref|code|id|record id|identifiant enregistrement|reference externe|ref externe|external id|n|numero|number|#", Identifiant, "tiers|client|customer"),
        Champ(E, "siren", "siren|siren client|n siren|numero siren|no siren|s.siren|prof id 1|professional id 1|siren unite legale", "", Identifiant),
        Champ(E, "siret", "siret|siret client|n siret|numero siret|no siret|s.siret|prof id 2||siret siege", "", Identifiant),
        Champ(E, "tva", "tva|tva client|numero tva client|n tva client|numero tva|n tva|no tva|tva intra|tva intracommunautaire|tva intracom|n tva intracommunautaire|no tva intracommunautaire|numero tva intracommunautaire|numero tva intra|n tva intra|numero identification tva|vat|vat number|vat no|vat id|vat intra short|s.tva_intra|vatnumber|tax id", "", Identifiant, "n identifiant|n tva acheteur"),
        Champ(E, "naf", "naf|code naf|ape|code ape|naf ape|ape naf|code naf ape|code ape naf|activite principale|activite principale unite legale|activite principale etablissement|ape ins|apecode|s.ape|prof id 3|id. prof. 3|id prof 3"),
        Champ(E, "categorie_juridique", "categorie juridique|nature juridique|categorie juridique unite legale|code forme juridique|code categorie juridique|legal form code||forme juridique|statut juridique|legal form"),
        Champ(E, "effectif", "tranche effectif|tranche effectif salarie|tranche effectifs|tranche d'effectif|tranche effectifs unite legale|tranche effectifs etablissement|code effectif"),
        Champ(E, "nom_personne", "nom unite legale"),
        Champ(E, "nom_usage", "nom usage unite legale", "nom usage|nom d'usage"),
        Champ(E, "prenom_personne", "prenom usuel unite legale|prenom 1 unite legale|prenom1 unite legale", "prenom|prenoms"),
        Champ(E, "etat_administratif", "etat administratif unite legale|etat administratif etablissement|etat administratif|entreprise cessee|etablissement ferme|cessee"),
        Champ(E, "etat_depuis", "", "", Date),
        Champ(E, "personne_physique", "personne physique|entreprise individuelle|est une personne physique|sole trader"),
        Champ(E, "nature", "company type|is a company|is company|type de societe|est une societe|type de client|type client|type de tiers|customer type|account kind|est un particulier|particulier|is individual", "type"),
        Champ(E, "societe_liee", "related company|related company/name|societe liee|societe apparentee|societe parente|parent name|nom du parent|parent id|parent id/name"),
        Champ(E, "reference_liee", "related company/id|related company/external id|related company/database id|parent id/id|parent id/.id|societe liee/id|societe liee/id externe", "", Identifiant),
        Champ(E, "type_adresse", "address type|type d'adresse"),
        Champ(E, "statut", "prospect / client|client / prospect|statut client|statut commercial|statut de l'entreprise|s.status|lifecycle stage|phase du cycle de vie|etape du cycle de vie"),
        Champ(E, "cessee_le", "cessee le|date de cessation|date cessation|date de fermeture|date fermeture|date de radiation|ceased on|closing date|closed on", "", Date),
        Champ(E, "email", "email entreprise|mail societe|mail entreprise|email societe|email de la societe|company email|courriel entreprise|email general", "email|e-mail|mail|courriel|adresse email|adresse e-mail|email address|e-mail address|emails|s.email"),
        Champ(E, "site", "site|site web|site internet|website|web site|web|url|website url|web page|page web|domain|domaine|s.url|company domain name|nom de domaine|nom de domaine de l'entreprise|website 1 - value"),
        Champ(E, "telephone", "telephone entreprise|tel societe|tel entreprise|tel standard|telephone societe|standard|main phone|main phone #|company main phone|company phone|telephone standard", "telephone|tel|tel.|phone|phone number|phone number|n telephone|numero de telephone|telephone 1|tel 1|phone 1|s.tel|s.phone|telephones|phone numbers|fixe|telephone fixe|tel. fixe|tel fixe|business phone"),
        Champ(E, "telephone2", "telephone 2 entreprise", "telephone 2|tel 2|phone 2|mobile|portable|telephone portable|tel. port.|tel port|tel. portable|mobile phone|gsm"),
        Champ(E, "fax", "fax|telecopie|s.fax|main fax #|business fax|telecopie (bureau)"),
        Champ(E, "canal", "canal|canal d'acquisition|canal acquisition|origine|origine client|lead source|source channel|deal - source channel|acquisition"),
        Champ(E, "responsable", "responsable|commercial attitre|charge d'affaires|charge de clientele|account owner|company owner|contact owner|proprietaire de l'entreprise|proprietaire du contact|salesperson|owner|proprietaire|organization - owner|organisation - proprietaire|person - owner|assigned user name|account manager|sales rep", "commercial|vendeur|representant"),
        Champ(E, "potentiel", "potentiel|potentiel annuel|ca potentiel|expected revenue", "", Nombre),
        Champ(E, "prix_maximum", "prix maximum|prix max|prix maximum accepte|max price", "", Nombre),
        Champ(E, "etiquettes", "etiquettes|etiquette|organisation - etiquettes|organization - labels|tags|tag|contact tags|tags/name|labels|categories|mots cles|segment|segments"),
        Champ(E, "adresse", "adresse facturation|adresse professionnelle|adresse de facturation|rue facturation|rue de facturation|billing street|billing address street|billing address|billing address 1|billing address1|bill address|bill addr|rue (bureau)|business street|company address|adresse entreprise|adresse siege|organization - address|organisation - adresse|address 1 - street", "adresse|adresse 1|adresse1|adresse ligne 1|adresse (ligne 1)|rue|voie|address|address 1|address line 1|street|s.address|default address address1|adresse postale|libelle voie|nom voie|nom de la voie|libelle voie etablissement|address street|ligne adresse 1|numero et voie|adresse partie 1"),
        Champ(E, "numero_voie", "numero voie etablissement|numero de rue|n de rue|house number|numero voie|numero de voie|n voie", "n|no|num|numero|number"),
        Champ(E, "indice_voie", "indice repetition etablissement|indice repetition|indice de repetition"),
        Champ(E, "type_voie", "type voie etablissement|type voie|type de voie"),
        Champ(E, "complement", "complement adresse de facturation|complement adresse facturation|billing address 2|rue (bureau) 2|business street 2", "complement|adresse ligne 2|complement adresse|complement d'adresse|adresse 2|adresse2|address 2|address line 2|street 2|street2|default address address2|rue 2|complement adresse etablissement|batiment|address 1 - extended address|adresse partie 2"),
        Champ(E, "code_postal", "code postal facturation|code postal de facturation|cp facturation|billing postal code|billing address postal code|billing zip|billing zip/postal code|billing postcode|billing code|code postal (bureau)|business postal code|code postal siege|organization - address - postal code|organisation - adresse - code postal|organisation - code postal|address 1 - postal code", "code postal|cp|codepostal|zip|zip code|zipcode|postal code|postcode|s.zip|s.cp|code postal etablissement|address postal code|default address zip|code_postal|adresse code postal"),
        Champ(E, "code_postal_commune", "cp ville|code postal ville|cp et ville|code postal et ville|code postal commune|cp commune"),
        Champ(E, "commune", "ville facturation|ville de facturation|billing city|billing address city|ville (bureau)|business city|ville siege|organization - address - city|organisation - adresse - ville|organisation - adresse - ville/village|organisation - ville|address 1 - city", "ville|commune|city|town|localite|s.town|s.ville|libelle commune|libelle commune etablissement|address city|default address city|bureau distributeur|adresse ville"),
        Champ(E, "code_insee", "code insee|code commune|code commune etablissement|insee|code insee commune"),
        Champ(E, "cedex", "cedex|libelle cedex|libelle cedex etablissement"),
        Champ(E, "pays", "pays facturation|pays de facturation|billing country|billing address country|pays/region (bureau)|business country/region|business country|organization - address - country|organisation - adresse - pays|organisation - pays|address 1 - country", "pays|country|country code|code pays|s.fk_pays|address country|default address country code|country/region|pays region|adresse pays|adresse code pays"),
        Champ(E, "livraison.adresse", "adresse livraison|adresse de livraison|rue de livraison|shipping street|shipping address street|shipping address|shipping address 1|shipping address1|delivery address|ship address|ship addr"),
        Champ(E, "livraison.complement", "complement adresse de livraison|complement adresse livraison|shipping address 2|shipping address2"),
        Champ(E, "livraison.code_postal", "code postal livraison|code postal de livraison|cp livraison|shipping postal code|shipping address postal code|shipping zip|shipping postcode|shipping code"),
        Champ(E, "livraison.commune", "ville livraison|ville de livraison|shipping city|shipping address city"),
        Champ(E, "livraison.code_insee", "code insee livraison|code insee de livraison"),
        Champ(E, "livraison.cedex", "cedex livraison|cedex de livraison"),
        Champ(E, "livraison.pays", "pays livraison|pays de livraison|shipping country|shipping address country"),
    ];
}
