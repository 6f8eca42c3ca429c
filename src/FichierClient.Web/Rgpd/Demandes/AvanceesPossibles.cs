using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Demandes;

namespace FichierClient.Web.Rgpd.Demandes;

/// <summary>Which steps a request offers: the next one, those beside it, and those that end it or move its limit. The request itself decides again.</summary>
internal static class AvanceesPossibles
{
    /// <summary>The one next step; null when rights are to be decided first, or nothing is left to do.</summary>
    public static AvanceeDemande? Next(DemandeDetails d) => d.Statut switch
    {
        StatutDemande.Recue or StatutDemande.IdentiteAVerifier or StatutDemande.Suspendue => AvanceeDemande.ConfirmerIdentite,
        // The access of the same request comes first.
        StatutDemande.EnInstruction when MustErase(d) && d.Resolutions.Any(r => r is { Droit: DroitDemande.Acces, Decision: null }) => null,
        StatutDemande.EnInstruction when MustErase(d) => AvanceeDemande.SoumettrePlan,
        StatutDemande.PlanAValider when MustErase(d) => AvanceeDemande.Executer,
        StatutDemande.EnInstruction or StatutDemande.PlanAValider or StatutDemande.EnExecution or StatutDemande.AttenteDestinataires when IsDecided(d) => AvanceeDemande.Repondre,
        StatutDemande.Repondue => AvanceeDemande.Cloturer,
        _ => null,
    };

    public static IReadOnlyList<AvanceeDemande> Beside(DemandeDetails d) => d.Statut switch
    {
        StatutDemande.Recue => [AvanceeDemande.DemanderIdentite],
        StatutDemande.IdentiteAVerifier => [AvanceeDemande.Suspendre, AvanceeDemande.DemanderIdentite],
        StatutDemande.Suspendue => [AvanceeDemande.Reprendre],
        StatutDemande.EnInstruction when !MustErase(d) => [AvanceeDemande.Executer],
        StatutDemande.PlanAValider => [AvanceeDemande.RevoirPlan],
        StatutDemande.EnExecution => [AvanceeDemande.AttendreDestinataires],
        _ => [],
    };

    public static IReadOnlyList<AvanceeDemande> Others(DemandeDetails d) => d.EstRepondue ? []
        : d.ProrogeeLe is null ? [AvanceeDemande.Proroger, AvanceeDemande.DeclarerIrrecevable, AvanceeDemande.Refuser, AvanceeDemande.Retirer]
        : [AvanceeDemande.DeclarerIrrecevable, AvanceeDemande.Refuser, AvanceeDemande.Retirer];

    public static bool NeedsText(AvanceeDemande a, DemandeDetails d) => a is AvanceeDemande.ConfirmerIdentite or AvanceeDemande.DemanderIdentite or AvanceeDemande.Proroger || Ends(a)
        || (a == AvanceeDemande.Repondre && !DepartReponse.HasLeft(d.Courriers)) || (a is AvanceeDemande.Repondre or AvanceeDemande.Cloturer && DepartReponse.Waiting(d.Courriers) is not null);

    public static bool Ends(AvanceeDemande a) => a is AvanceeDemande.DeclarerIrrecevable or AvanceeDemande.Refuser or AvanceeDemande.Retirer;

    public static bool IsDecided(DemandeDetails d) => d.Resolutions.All(r => r is { Decision: not null, Texte: not null });

    private static bool MustErase(DemandeDetails d) => d.Resolutions.Any(r => r is { Droit: DroitDemande.Effacement, Decision: null or DecisionDroit.Accordee or DecisionDroit.Partielle });
}
