using FichierClient.Domain.Rgpd.Demandes;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>A first text for each right and decision, with its article. The DPO changes it: what is between brackets is to be filled in.</summary>
public static partial class ReponsesProposees
{
    /// <param name="droit">What was asked for.</param>
    /// <param name="decision">What is decided.</param>
    public static string De(DroitDemande droit, DecisionDroit decision)
    {
        var article = $"RGPD, art. {ResolutionDroit.ArticleOf(droit)}";
        if (droit == DroitDemande.DirectivesPostMortem) article = "loi Informatique et Libertés, art. 85";
        return decision switch
        {
            DecisionDroit.SansObjet => $"Votre demande ({article}) est sans objet : [préciser pourquoi, par exemple qu’aucune donnée n’est concernée].",
            DecisionDroit.Refusee => $"Nous ne pouvons pas donner suite à votre demande ({article}) pour la raison indiquée ci-dessous.",
            DecisionDroit.Partielle => $"{Accordee(droit, article)} Une partie de votre demande ne peut cependant pas être satisfaite, pour la raison indiquée ci-dessous.",
            _ => Accordee(droit, article),
        };
    }

    private static string Accordee(DroitDemande droit, string article) => droit switch
    {
        DroitDemande.Information => $"Vous trouverez ci-après les informations sur le traitement de vos données ({article}) : qui les traite, pourquoi, sur quelle base, d’où elles viennent, à qui elles sont communiquées et combien de temps elles sont conservées.",
        DroitDemande.Acces => $"Nous traitons des données vous concernant. Le dossier que nous vous remettons en contient la copie, avec les finalités, les catégories, les destinataires, les durées de conservation et la source ({article}).",
        DroitDemande.Rectification => $"Vos données ont été rectifiées comme vous l’avez demandé ({article}) : [préciser ce qui a été corrigé].",
        DroitDemande.Effacement => $"Vos données ont été effacées de notre fichier ({article}). La dernière sauvegarde qui peut encore les contenir expire selon son propre cycle.",
        DroitDemande.Limitation => $"Le traitement de vos données est limité ({article}) : elles sont conservées sans être utilisées. Nous vous préviendrons avant de lever cette limitation.",
        DroitDemande.OppositionProspection => $"Votre opposition à la prospection est appliquée depuis sa réception ({article}). Vos coordonnées figurent, sous forme d’empreinte, sur la liste qui empêche de vous solliciter à nouveau.",
        DroitDemande.OppositionAutre => $"Nous avons cessé le traitement auquel vous vous opposez ({article}) : [préciser lequel].",
        DroitDemande.Portabilite => $"Le dossier que nous vous remettons contient, dans des formats structurés et lisibles par machine, les données que vous nous avez fournies ({article}).",
        DroitDemande.RetraitConsentement => $"Votre consentement est retiré ({article}). Le retrait vaut pour l’avenir ; ce qui avait été fait sur sa base reste licite.",
        DroitDemande.DecisionAutomatisee => $"Aucune décision produisant des effets juridiques à votre égard n’est prise de façon entièrement automatisée ({article}). [Sinon : la personne qui a réexaminé la décision, et son résultat.]",
        _ => $"Nous avons enregistré vos directives relatives au sort de vos données après votre décès ({article}).",
    };
}
