using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Archives;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Rgpd.Demandes;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>What a person would be told, in French as the letters are; the DPO reads and changes it before it leaves.</summary>
public static partial class ReponsesProposees
{
    /// <summary>Certified: granted, or in part when documents stay.</summary>
    /// <param name="references">Of the certificates.</param>
    /// <param name="certificats">What they say.</param>
    /// <param name="motifs">Reasons for which the DPO keeps documents.</param>
    internal static ReponseProposee Certifiee(IReadOnlyList<string> references, IReadOnlyCollection<CertificatContenu> certificats, IReadOnlyCollection<MotifExemption> motifs)
    {
        var texte = $"Vos données ont été effacées de notre fichier. Une recherche indépendante l’a vérifié ; {(references.Count == 1 ? "le certificat porte la référence" : "les certificats portent les références")} {string.Join(", ", references)}. "
            + $"La dernière sauvegarde qui peut encore les contenir disparaît au plus tard le {certificats.Max(c => c.SauvegardesJusquAu).EnLettres()} ; si l’une d’elles était restaurée, l’effacement serait aussitôt appliqué à nouveau.";
        if (certificats.Sum(c => c.CourrielsRestes) is > 0 and var restes) texte += restes == 1
            ? " Un courriel gardé en fichier n’a pas pu être supprimé ce jour-là ; sa suppression est essayée à nouveau chaque nuit."
            : $" {restes} courriels gardés en fichier n’ont pas pu être supprimés ce jour-là ; leur suppression est essayée à nouveau chaque nuit.";
        if (certificats.Sum(c => c.CourrielsNonLus) is > 0 and var nonLus) texte += (nonLus == 1
            ? " Un courriel gardé en fichier n’a pas pu être lu : nous ne savons pas s’il vous concerne, et sa suppression"
            : $" {nonLus} courriels gardés en fichier n’ont pas pu être lus : nous ne savons pas s’ils vous concernent, et leur suppression")
            + $" est essayée chaque nuit à partir du {DateOnly.FromDateTime(certificats.Max(c => c.EmisLe).Add(Courriels.CourrielsEnFichiers.Conservation).DateTime).EnLettres()} au plus tard.";
        if (certificats.Max(c => c.PiecesNonLues) is > 0 and var pieces) texte += pieces == 1
            ? " Un document remis avec la demande d’une autre personne n’a pas pu être lu : nous ne savons pas s’il vous cite ; il est la preuve de cette demande, et est scellé puis détruit avec elle."
            : $" {pieces} documents remis avec les demandes d’autres personnes n’ont pas pu être lus : nous ne savons pas s’ils vous citent ; ils sont la preuve de ces demandes, et sont scellés puis détruits avec elles.";
        var scelles = certificats.SelectMany(c => c.Lieux).Where(l => l.PurgeLe is not null).ToList();
        if (scelles.Max(l => l.PurgeLe) is not { } purge) return new ReponseProposee(DecisionDroit.Accordee, null, texte);
        return new ReponseProposee(DecisionDroit.Partielle, string.Join("\n", Raisons(scelles, motifs)),
            texte + $" Les documents que la loi oblige ou autorise à garder sont scellés dans une archive à accès restreint jusqu’au {purge.EnLettres()}, puis détruits.");
    }

    /// <summary>What the DPO decided, or else what the sealed documents are sealed for.</summary>
    private static IEnumerable<string> Raisons(List<LieuCertifie> scelles, IReadOnlyCollection<MotifExemption> motifs)
    {
        var preuves = scelles.Exists(l => l.Base == PreuveContrat.Base);
        IEnumerable<MotifExemption> kept = motifs.Count > 0 ? motifs.Order() : scelles.Exists(l => l.Base != PreuveContrat.Base) ? [MotifExemption.PieceComptable] : [];
        return kept.Select(Motif).Concat(preuves ? [$"La preuve d’un contrat est conservée : elle est nécessaire à la constatation, à l’exercice ou à la défense de droits en justice ({PreuveContrat.Base})."] : []);
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

}
