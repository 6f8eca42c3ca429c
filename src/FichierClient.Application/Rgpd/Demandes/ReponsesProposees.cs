using System.Globalization;
using FichierClient.Domain.Rgpd.Demandes;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>What a person would be told, in French as the letters are; the DPO reads and changes it before it leaves.</summary>
public static partial class ReponsesProposees
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>Certified: granted, or in part when documents stay.</summary>
    /// <param name="references">Of the certificates.</param>
    /// <param name="purgeLe">The last day of what is sealed; null: nothing is.</param>
    /// <param name="motifs">Reasons for which the DPO keeps documents.</param>
    /// <param name="sauvegardes">Until when backups may hold the person.</param>
    /// <param name="courriels">E-mails in files that could not be deleted; what lies there goes after thirty days.</param>
    internal static ReponseProposee Certifiee(IReadOnlyList<string> references, DateOnly? purgeLe, IReadOnlyCollection<MotifExemption> motifs, DateOnly sauvegardes, int courriels)
    {
        var texte = $"Vos données ont été effacées de notre fichier. Une recherche indépendante l’a vérifié ; {(references.Count == 1 ? "le certificat porte la référence" : "les certificats portent les références")} {string.Join(", ", references)}. "
            + $"La dernière sauvegarde qui peut encore les contenir disparaît au plus tard le {Jour(sauvegardes)} ; si l’une d’elles était restaurée, l’effacement serait aussitôt appliqué à nouveau.";
        if (courriels > 0) texte += $" {courriels} courriel(s) gardé(s) en fichier n’ont pas pu être supprimés ce jour-là ; ils le seront dans les trente jours.";
        if (purgeLe is not { } purge) return new ReponseProposee(DecisionDroit.Accordee, null, texte);
        MotifExemption[] kept = motifs.Count > 0 ? [.. motifs.Order()] : [MotifExemption.PieceComptable];
        return new ReponseProposee(DecisionDroit.Partielle, string.Join("\n", kept.Select(Motif)),
            texte + $" Les documents que la loi oblige à garder sont scellés dans une archive à accès restreint jusqu’au {Jour(purge)}, puis détruits.");
    }

    /// <summary>Refused for a reason of the law.</summary>
    internal static ReponseProposee Refusee(MotifExemption motif) => new(DecisionDroit.Refusee, Motif(motif),
        "Nous ne pouvons pas effacer vos données aujourd’hui. Leur traitement reste limité à ce que ce motif exige, et elles ne servent plus à la prospection.");

    private static string Motif(MotifExemption motif) => motif switch
    {
        MotifExemption.ContratEnCours => $"Un contrat est en cours : ces données sont encore nécessaires à son exécution ({DemandeExemption.ArticleOf(motif)}).",
        MotifExemption.CreanceOuverte => $"Une facture peut encore être réclamée ou contestée : ces données sont nécessaires à la constatation, à l’exercice ou à la défense de droits en justice ({DemandeExemption.ArticleOf(motif)}).",
        _ => $"La loi impose de conserver les pièces comptables dix ans à compter de la clôture de l’exercice ({DemandeExemption.ArticleOf(motif)}).",
    };

    private static string Jour(DateOnly jour) => jour.ToString("d MMMM yyyy", French);
}
