using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Demandes;

/// <summary>How the request advances with the erasures that were prepared from it.</summary>
public sealed partial class DemandeDroit
{
    /// <summary>A plan was made: it is what has to be validated, unless an access comes first or nobody knows yet who asks.</summary>
    /// <param name="reference">The erasure's.</param>
    /// <param name="accesOuvert">Another open request of the same person asks for access.</param>
    /// <param name="membreId">Who.</param>
    /// <param name="calendrier">When.</param>
    public void FollowPlan(string reference, bool accesOuvert, Guid membreId, Calendrier calendrier)
    {
        Log(TypeEtape.EffacementPrepare, membreId, calendrier.Maintenant, reference);
        if (Statut == StatutDemande.EnInstruction && MustErase && !accesOuvert && !WaitsForAcces) Enter(StatutDemande.PlanAValider, TypeEtape.PlanSoumis, membreId, calendrier);
    }

    /// <summary>The plan is about to be carried out.</summary>
    /// <exception cref="DomainException">Nobody knows yet who asks; an access comes first; the erasure was refused; the answer is out.</exception>
    public void FollowApproval(bool accesOuvert, Guid membreId, Calendrier calendrier)
    {
        if (EstRepondue) throw new DomainException("Demande_deja_repondue");
        if (Statut is StatutDemande.Recue or StatutDemande.IdentiteAVerifier or StatutDemande.Suspendue) throw new DomainException("Demande_identite_d_abord");
        if (Asks(DroitDemande.Effacement) && !MustErase) throw new DomainException("Demande_effacement_refuse");
        CheckAcces(accesOuvert);
        if (Statut is StatutDemande.EnInstruction or StatutDemande.PlanAValider) Enter(StatutDemande.EnExecution, TypeEtape.ExecutionCommencee, membreId, calendrier);
    }

    /// <summary>The erasure is certified. With the last one, the right is decided, unless the DPO did, and recipients are waited for.</summary>
    /// <param name="reference">The erasure's, which is its certificate's too.</param>
    /// <param name="proposee">The decision and the text that are proposed; null: other erasures of this request are open.</param>
    /// <param name="destinataires">Somebody received data of this person and is to be told (art. 19).</param>
    /// <param name="calendrier">When.</param>
    public void FollowCertificate(string reference, ReponseProposee? proposee, bool destinataires, Calendrier calendrier)
    {
        Log(TypeEtape.EffacementCertifie, null, calendrier.Maintenant, reference);
        if (proposee is null || EstRepondue) return;
        if (_resolutions.Find(r => r.Droit == DroitDemande.Effacement) is { Decision: null } open)
        {
            open.Decide(proposee.Decision, proposee.Motif, proposee.Texte);
            Log(TypeEtape.DroitDecide, null, calendrier.Maintenant, DecisionText(DroitDemande.Effacement, proposee.Decision));
        }

        // A database that was restored may stand before the execution.
        if (Statut is StatutDemande.EnInstruction or StatutDemande.PlanAValider) Enter(StatutDemande.EnExecution, TypeEtape.ExecutionCommencee, null, calendrier);
        if (Statut == StatutDemande.EnExecution && destinataires) Enter(StatutDemande.AttenteDestinataires, TypeEtape.DestinatairesAttendus, null, calendrier);
    }

    /// <summary>The erasure was given up, or came to nothing: the request goes back to where somebody has to act.</summary>
    /// <param name="etape">Given up, or interrupted.</param>
    /// <param name="detail">Its reference and why; no name.</param>
    /// <param name="reste">Another erasure of this request is open.</param>
    /// <param name="membreId">Null: the program.</param>
    /// <param name="calendrier">When.</param>
    public void FollowSetback(TypeEtape etape, string detail, bool reste, Guid? membreId, Calendrier calendrier)
    {
        Log(etape, membreId, calendrier.Maintenant, detail);
        if (etape == TypeEtape.EffacementInterrompu && Statut == StatutDemande.EnExecution) Statut = StatutDemande.PlanAValider;
        if (etape == TypeEtape.EffacementAbandonne && Statut is StatutDemande.PlanAValider or StatutDemande.EnExecution && !reste) Statut = StatutDemande.EnInstruction;
    }

    /// <summary>The DPO decided what a reason to keep data means here.</summary>
    /// <param name="detail">The reason, its article, the decision and why.</param>
    /// <param name="refus">What the person is told when it makes the erasure be refused; null: it doesn't.</param>
    /// <param name="membreId">Who.</param>
    /// <param name="now">When.</param>
    public void DecideExemption(string detail, ReponseProposee? refus, Guid membreId, DateTimeOffset now)
    {
        CheckUnanswered();
        if (!Asks(DroitDemande.Effacement)) throw new DomainException("Demande_sans_effacement");
        Log(TypeEtape.ExemptionDecidee, membreId, now, detail);
        if (refus is not null && _resolutions.Find(r => r.Droit == DroitDemande.Effacement) is { Decision: null }) Decide(DroitDemande.Effacement, refus.Decision, refus.Motif, refus.Texte, membreId, now);
    }

    private bool WaitsForAcces => _resolutions.Exists(r => r is { Droit: DroitDemande.Acces, EstComplete: false });

    private static string DecisionText(DroitDemande droit, DecisionDroit decision) => string.Join(" : ", Messages.Get($"Droit_{droit}"), Messages.Get($"Decision_{decision}"));
}

/// <summary>A decision about a right with what the person would be told; the DPO changes it until the answer is out.</summary>
public sealed record ReponseProposee(DecisionDroit Decision, string? Motif, string Texte);
