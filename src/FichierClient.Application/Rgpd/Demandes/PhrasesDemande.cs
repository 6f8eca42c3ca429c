using System.Text.RegularExpressions;
using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd.Demandes;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>
/// Phrases by which people use their rights without naming them, as reps write them down. Accents, case, apostrophes and punctuation don't
/// count. The list is here and nowhere else; its tests hold sentences that must be found and sentences that must not.
/// </summary>
public static class PhrasesDemande
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private const string Ses = "(?:toutes )?(?:mes|ses|leurs|vos|ma|sa|mon|son)";
    private const string Donnees = "(?:donnees|infos?|informations|coordonnees|fiche|dossier|nom|adresse|e ?mails?|numero|telephone|compte)";
    private const string Solliciter = "(?:contact|appel|rappel|sollicit|demarch|relanc|ecri)";
    private const string Messages = "(?:e ?mails?|mails?|newsletters?|lettres? d information|sms|appels?|publicites?|pubs?|offres?|prospection|demarchage|courriers?|relances?)";

    private static readonly (DroitDemande Droit, Regex Phrase)[] Phrases =
    [
        (DroitDemande.Acces, Of("droits? d acces")),
        (DroitDemande.Acces, Of($"(?:copie|communication|communiquer|acceder|acces|recevoir|consulter) (?:\\w+ ){{0,2}}?(?:de |d |a |aux )?{Ses} (?:donnees|informations)")),
        (DroitDemande.Acces, Of("quelles (?:donnees|informations) (?:\\w+ ){0,4}(?:sur|concernant) (?:moi|lui|elle|eux|nous)")),
        (DroitDemande.Effacement, Of("droit (?:a l effacement|a l oubli|d effacement)")),
        (DroitDemande.Effacement, Of($"(?:supprim|effac|retir|enlev|detrui)\\w* (?:\\w+ ){{0,2}}?{Ses} {Donnees}")),
        (DroitDemande.Effacement, Of($"(?:suppression|effacement|destruction) de {Ses} {Donnees}")),
        (DroitDemande.Effacement, Of("(?:retir|enlev|supprim|effac|disparai|ray)\\w* (?:\\w+ ){0,2}?(?:de |du |des )(?:(?:vos|nos|votre|notre|tous) )*(?:fichiers?|bases?|listes?|registres?)")),
        (DroitDemande.Rectification, Of("droit de rectification")),
        (DroitDemande.Rectification, Of($"(?:rectifi|corrig)\\w* {Ses} (?:donnees|informations|coordonnees)")),
        (DroitDemande.Limitation, Of("droit (?:a la|de) limitation|limitation du traitement")),
        (DroitDemande.Portabilite, Of("portabilite (?:de|des) (?:\\w+ ){0,2}donnees|droit a la portabilite")),
        (DroitDemande.OppositionProspection, Of($"(?:souhait|veu|voul|desir|accept|doit|faut)\\w* plus (?:(?:etre|jamais|du tout|qu on|que l on|que nous|que vous) )*(?:(?:le|la|les|l|nous|me|m) )?{Solliciter}\\w*")),
        (DroitDemande.OppositionProspection, Of($"(?:plus|jamais) etre {Solliciter}\\w*")),
        (DroitDemande.OppositionProspection, Of($"ne (?:me|nous|le|la|les|lui) {Solliciter}\\w*ez plus|ne (?:plus|jamais) (?:(?:me|nous|le|la|les|l|lui) )?{Solliciter}\\w*(?:er|re)\\b")),
        (DroitDemande.OppositionProspection, Of($"plus (?:recevoir )?(?:de |d |vos |nos |aucune? |les )(?:\\w+ )?{Messages}")),
        (DroitDemande.OppositionProspection, Of("desinscri|desabonn|bloctel|droit d opposition|oppose (?:\\w+ )?a (?:\\w+ ){0,3}(?:prospection|demarchage|sollicitation)|cess\\w* de (?:me|nous|le|la|les|l) (?:contact|appel|sollicit|demarch|relanc|ecri|harcel)")),
        (DroitDemande.RetraitConsentement, Of("retir\\w* (?:mon|son|leur) (?:consentement|accord)")),
    ];

    /// <summary>Says that it is about data protection, not what is asked.</summary>
    private static readonly Regex Sujet = Of("(?:rgpd|gdpr|cnil|donnees personnelles|donnees a caractere personnel|protection des donnees)\\b");

    /// <summary>Whether the text sounds like a request that is for the DPO.</summary>
    public static bool Found(string? texte) => Plain(texte) is { } plain && (Sujet.IsMatch(plain) || Matches(plain).Any());

    /// <summary>The rights that it sounds like; access when nothing tells, for a general answer can be given then.</summary>
    public static IReadOnlyCollection<DroitDemande> RightsIn(string? texte)
    {
        var found = Plain(texte) is { } plain ? Matches(plain).ToHashSet() : [];
        return found.Count == 0 ? [DroitDemande.Acces] : found;
    }

    private static IEnumerable<DroitDemande> Matches(string plain) => Phrases.Where(p => p.Phrase.IsMatch(plain)).Select(p => p.Droit);

    private static string? Plain(string? texte) => string.IsNullOrWhiteSpace(texte) ? null : TexteNormalise.Of(texte);

    private static Regex Of(string phrase) => new($@"\b(?:{phrase})", RegexOptions.CultureInvariant, Patience);
}
