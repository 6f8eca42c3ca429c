using static FichierClient.Application.Imports.Mapping.ChampsImport;
using static FichierClient.Application.Imports.Mapping.TypeChamp;

namespace FichierClient.Application.Imports.Mapping;

internal static class ChampsContact
{
    private const SectionImport C = SectionImport.Contact;

    public static IReadOnlyList<ChampImport> Tous { get; } =
    [
        Champ(C, "civilite", "civilite|civilite contact|civilite du contact|titre civilite|salutation|salutation name|honorific|name prefix|prefix", "titre|title|genre|gender"),
        Champ(C, "prenom", "prenom|prenom dirigeant|invitee first name|customers given name|prenom contact|prenom du contact|first name|firstname|given name|contact first name|billing first name|person - first name|personne - prenom|prenom personne|dir prenom|contact[first_name]"),
        Champ(C, "nom", "nom contact|nom usage|nom d'usage|nom dirigeant|nom du dirigeant|invitee last name|customers family name|nom du contact|nom de famille|last name|lastname|surname|family name|contact last name|billing last name|person - last name|personne - nom de famille|dir nom|contact[last_name]", "nom"),
        Champ(C, "nom_complet", "nom complet|dirigeant|nom du dirigeant principal|representant legal|invitee name|nom et prenom|nom prenoms|nom et prenoms|nom prenom|prenom nom|full name|contact name|contact|primary contact|contact 1|personne contact|nom contact 1|contact principal|person - name|personne - nom|affaire - personne contact|interlocuteur|nom interlocuteur|deal - contact person|file as|billing name|ship name|buyer||nom du contact|nom contact|nom du dirigeant|nom dirigeant", "name|s.name"),
        Champ(C, "email", "email contact|mail pro|e-mail (travail)|email travail|e-mail (bureau)|email work|e-mail professionnel|adresse e-mail professionnelle|adresse email professionnelle|courriel professionnel|premiere adresse electronique|adresse electronique principale|mail professionnel|mail direct|invitee email|customers email|email dirigeant|email contact 1|mail contact 1|mail contact|e-mail contact 1|email du contact|contact email|e-mail contact|person - email - work|personne - email - travail|personne - e-mail - travail|personne - email - professionnel|personne - email|person - email|e-mail 1 - value|contact[email]|customer email|billing email|email professionnel|email(s) contact|email pro|work email|adresse de courrier|adresse de messagerie", "email|e-mail|mail|courriel|adresse email|adresse e-mail|email address|e-mail address|emails|email 1|email1"),
        Champ(C, "email2", "email 2|email2|adresse electronique secondaire|seconde adresse electronique|e-mail 2 address|e-mail 2 - value|person - email - other|adresse de courrier 2|adresse de messagerie 2|email secondaire|billing email|additional email addresses|additional emails|adresses e-mail supplementaires|autres adresses e-mail|autres e-mails"),
        Champ(C, "email3", "email 3|email3|e-mail 3 address|e-mail 3 - value|person - email - home|personne - e-mail - domicile|adresse de courrier 3|adresse de messagerie 3"),
        Champ(C, "telephone", "telephone contact|tel. pro|tel pro.|tel direct|tel pro|telephone (travail)|tel travail|tel professionnel|tel bureau|telephone direct|telephone pro|telephone bureau|telephone dirigeant|tel dirigeant|telephone contact 1|tel contact 1|telephone du contact|tel contact|contact phone|ligne directe|direct|direct phone|person - phone - work|personne - telephone - travail|personne - telephone - professionnel|personne - telephone|person - phone|contact[phone]|landline number|telephone (bureau)|phone number1.number|billing phone|telephone professionnel", "telephone|tel|phone|phone number|numero de telephone|phone 1|phone 1 - value|telephone 1|tel 1|fixe|tel. fixe|tel fixe|telephone fixe|business phone"),
        Champ(C, "mobile", "mobile contact|portable pro|mobile pro|tel portable|tel mobile|portable contact|mobile du contact|portable du contact|numero de telephone mobile|mobile phone number|mobile phone|telephone mobile|tel. mobile|person - phone - mobile|personne - telephone - mobile|sms|mobile|portable|telephone portable|tel. port.|tel port|tel. portable|gsm|cell|cell phone|whatsapp"),
        Champ(C, "telephone2", "telephone 2 contact|business phone 2|telephone 2 (bureau)|phone number2.number|phone 2 - value|person - phone - other", "telephone 2|tel 2|phone 2"),
        Champ(C, "fonction", "fonction|position|poste occupe|fonction contact|fonction du contact|poste/fonction|function|job position|poste|job title|jobtitle|job|contact title|organization 1 - title|organization title|dir qualite|profession|intitule du poste|titre (2)", "role|title|titre", derniers: "account role"),
        Champ(C, "service", "service|service contact|department|departement (service)|organization department"),
        Champ(C, "anniversaire", "anniversaire|date anniversaire|date d'anniversaire|date de naissance|naissance|birthday|birthdate|birth date|date of birth", "", Date),
        Champ(C, "notes", "notes contact|note contact", "notes|note|commentaire|commentaires|remarques|comments|background|description"),
        Champ(C, "langue", "langue|langue contact|language|default language|default lang"),
        Champ(C, "refus_email", "refus email|opposition email|desabonne|desinscrit|opt out|optout|email opt out|unsubscribed|blacklist|email blacklisted|blocklisted|email blocklisted|blocklisted email|blacklisted email|email blocklist|email blacklist|blocklist|has opted out of email|opted out of email|unsubscribed from all email|desabonne tous e-mails|unsub time|cleaned time|unsubscribed at|desinscrit tous e-mails|desinscrit de tous les e-mails|desabonne de tous les e-mails|unsubscribed from all emails|ne pas contacter|ne plus contacter|do not contact|unsub|is excluded from campaigns|isexcludedfromcampaigns|stop email|ne pas emailer|date desinscription|date desabonnement", "statut|status|etat"),
        Champ(C, "refus_telephone", "do not call|ne pas appeler|ne plus appeler|ne pas telephoner|refus telephone|opposition telephone|bloctel"),
        Champ(C, "refus_courrier", "refus courrier|opposition courrier"),
        Champ(C, "refus_profilage", "refus profilage|opposition profilage"),
        Champ(C, "accord_email", "accepts email marketing|consentement|consentement rgpd|consentement email|consentement marketing|consentement commercial|accord rgpd|subscribed|newsletter|inscription newsletter|abonnement newsletter|souhaitez vous recevoir notre newsletter|opt in email|optin email|email opt in|accepts marketing|opt in|optin|has newsletter|newsletter|marketing status|person - marketing status"),
        Champ(C, "depuis", "depuis|en poste depuis|since", "", Date),
        Champ(C, "jusqua", "jusqu'a|jusqua|parti le|until", "", Date),
    ];
}
