using FichierClient.Domain.Rgpd.Demandes;

namespace FichierClient.Application.Rgpd.Lettres;

/// <summary>
/// The letters that the program brings, in French whatever the language of the screen: they are for persons in France. An organisation
/// rewrites each as it likes. Words in braces are filled in.
/// </summary>
internal static class LettresParDefaut
{
    private const string Appel = "Madame, Monsieur,\n\n";
    private const string Fin = "\n\nJe vous prie d’agréer, Madame, Monsieur, l’expression de mes salutations distinguées.\n\nLe délégué à la protection des données\n{organisation}";

    private const string Recours =
        "\n\nSi vous contestez cette réponse, vous pouvez introduire une réclamation auprès de la Commission nationale de l’informatique et des libertés "
        + "(CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, www.cnil.fr) et former un recours devant le tribunal judiciaire.";

    public static (string Objet, string Corps) Of(TypeLettre type) => type switch
    {
        TypeLettre.AccuseReception => ("Votre demande {reference} : accusé de réception", Appel
            + "Nous avons reçu le {recue_le} votre demande relative à vos données personnelles ({droits}). Elle porte la référence {reference}.\n\nNous vous répondrons au plus tard le {echeance}, conformément à l’article 12 du règlement général sur la protection des données (RGPD)." + Fin),
        TypeLettre.DemandeIdentite => ("Votre demande {reference} : vérification de votre identité", Appel
            + "Nous avons reçu le {recue_le} votre demande ({droits}). Afin de ne pas communiquer vos données à une autre personne, nous avons un doute raisonnable à lever sur votre identité (RGPD, art. 12(6)).\n\n{question}\n\nVous pouvez répondre par tout moyen. Le délai de réponse est suspendu jusqu’à la réception de ces éléments ; la copie d’un titre d’identité est détruite dès la vérification faite." + Fin),
        TypeLettre.Prorogation => ("Votre demande {reference} : prolongation du délai de réponse", Appel
            + "Vous nous avez adressé le {recue_le} une demande ({droits}). Le délai d’un mois est prolongé de deux mois, comme le permet l’article 12(3) du RGPD, pour la raison suivante :\n\n{prorogation_motif}\n\nNous vous répondrons au plus tard le {echeance}." + Recours + Fin),
        TypeLettre.ReponseAcces => ("Votre demande {reference} : vos données personnelles", Appel
            + "En réponse à votre demande d’accès reçue le {recue_le} (RGPD, art. 15), nous vous remettons un dossier avec vos données, les finalités de leur traitement, leurs catégories, leur source, leurs destinataires et leur durée de conservation. Ce lien personnel ne fonctionne qu’une fois ; téléchargez le fichier et gardez-le :\n{lien}\n\n{reponses}" + Recours + Fin),
        TypeLettre.ReponseEffacement => ("Votre demande {reference} : effacement de vos données", Appel
            + "En réponse à votre demande d’effacement reçue le {recue_le} (RGPD, art. 17) :\n\n{reponses}\n\nLes documents que la loi nous oblige à conserver, tels que les factures, sont placés en archive à accès restreint jusqu’à la fin de leur durée légale. Les sauvegardes expirent selon leur propre cycle ; vos données n’y sont plus utilisées." + Recours + Fin),
        TypeLettre.ReponseRectification => ("Votre demande {reference} : rectification de vos données", Appel
            + "En réponse à votre demande de rectification reçue le {recue_le} (RGPD, art. 16) :\n\n{reponses}\n\nLes destinataires à qui ces données avaient été communiquées en sont informés (RGPD, art. 19) : {destinataires}." + Recours + Fin),
        TypeLettre.ReponseLimitation => ("Votre demande {reference} : limitation du traitement", Appel
            + "En réponse à votre demande reçue le {recue_le} (RGPD, art. 18) :\n\n{reponses}\n\nTant que dure la limitation, vos données sont conservées sans être utilisées. Nous vous informerons avant de la lever." + Recours + Fin),
        TypeLettre.ReponseOpposition => ("Votre demande {reference} : opposition", Appel
            + "En réponse à votre opposition reçue le {recue_le} (RGPD, art. 21) :\n\n{reponses}\n\nVotre opposition à la prospection a été appliquée dès sa réception." + Recours + Fin),
        TypeLettre.ReponsePortabilite => ("Votre demande {reference} : portabilité de vos données", Appel
            + "En réponse à votre demande reçue le {recue_le} (RGPD, art. 20), nous vous remettons un dossier avec les données que vous nous avez fournies, dans des formats structurés et lisibles par machine (JSON, CSV, vCard). Ce lien personnel ne fonctionne qu’une fois ; téléchargez le fichier et gardez-le :\n{lien}\n\n{reponses}" + Recours + Fin),
        TypeLettre.Refus => ("Votre demande {reference} : réponse", Appel
            + "Vous nous avez adressé le {recue_le} une demande ({droits}). Nous ne pouvons pas y donner suite pour la raison suivante :\n\n{motif}" + Recours + Fin),
        TypeLettre.AucuneDonnee => ("Votre demande {reference} : aucune donnée vous concernant", Appel
            + "En réponse à votre demande reçue le {recue_le} ({droits}), nous avons recherché dans l’ensemble de notre fichier, corbeille comprise, à partir des éléments que vous nous avez communiqués. Nous ne détenons aucune donnée vous concernant, hormis celles de la présente demande." + Recours + Fin),
        TypeLettre.LeveeLimitation => ("Votre demande {reference} : fin de la limitation", Appel
            + "Le traitement de vos données était limité à la suite de votre demande reçue le {recue_le}. Conformément à l’article 18(3) du RGPD, nous vous informons que cette limitation va être levée.\n\n{reponses}" + Recours + Fin),
        _ => ("Information d’un destinataire (RGPD, art. 19) : dossier {reference}", Appel
            + "Nous vous avons communiqué des données relatives à {nom}. À la suite de sa demande ({droits}), nous vous demandons d’en tenir compte pour les données que vous détenez et de nous le confirmer.\n\n{reponses}" + Fin),
    };
}
