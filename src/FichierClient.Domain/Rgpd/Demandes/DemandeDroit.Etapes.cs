using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Demandes;

/// <summary>From one state to the next.</summary>
public sealed partial class DemandeDroit
{
    /// <summary>Asks the person who she is; the clock goes on until it is suspended.</summary>
    public void AskIdentity(string? question, Guid membreId, Calendrier calendrier)
    {
        Require(StatutDemande.Recue, StatutDemande.IdentiteAVerifier);
        IdentiteQuestion = Texte.Clean(question) ?? throw new DomainException("Demande_question_obligatoire") { Champ = nameof(IdentiteQuestion) };
        IdentiteDemandeeLe = calendrier.Maintenant;
        Enter(StatutDemande.IdentiteAVerifier, TypeEtape.IdentiteDemandee, membreId, calendrier, IdentiteQuestion);
    }

    /// <summary>Stops the clock while the answer to the identity question is awaited (décret 2019-536 art. 77).</summary>
    /// <exception cref="DomainException">No identity question was asked and logged, or the limit is over: what is late stays late.</exception>
    public void Suspend(Guid membreId, Calendrier calendrier)
    {
        Require(StatutDemande.IdentiteAVerifier);
        if (IdentiteDemandeeLe is null) throw new DomainException("Demande_suspension_sans_question");
        if (calendrier.Aujourdhui > Echeance) throw new DomainException("Demande_suspension_tardive", Echeance);
        SuspendueDepuis = calendrier.Aujourdhui;
        Enter(StatutDemande.Suspendue, TypeEtape.Suspendue, membreId, calendrier);
    }

    /// <summary>The clock runs again, though the identity isn't settled.</summary>
    public void Resume(Guid membreId, Calendrier calendrier)
    {
        Require(StatutDemande.Suspendue);
        EndSuspension(membreId, calendrier);
        Statut = StatutDemande.IdentiteAVerifier;
    }

    /// <summary>There is no doubt about who asks: the request is examined.</summary>
    public void ConfirmIdentity(NiveauIdentite niveau, string? moyen, Guid membreId, Calendrier calendrier)
    {
        Require(StatutDemande.Recue, StatutDemande.IdentiteAVerifier, StatutDemande.Suspendue);
        IdentiteMoyen = Texte.Clean(moyen) ?? throw new DomainException("Demande_moyen_obligatoire") { Champ = nameof(IdentiteMoyen) };
        if (SuspendueDepuis is not null) EndSuspension(membreId, calendrier);
        (IdentiteNiveau, IdentiteRecueLe) = (niveau, calendrier.Maintenant);
        Enter(StatutDemande.EnInstruction, TypeEtape.IdentiteConfirmee, membreId, calendrier, IdentiteMoyen);
    }

    /// <summary>Takes two months more (art. 12(3)).</summary>
    /// <exception cref="DomainException">Without reasons, a second time, or after the first limit.</exception>
    public void Extend(string? motif, Guid membreId, Calendrier calendrier)
    {
        if (EstRepondue) throw new DomainException("Demande_deja_repondue");
        if (ProrogeeLe is not null) throw new DomainException("Demande_deja_prorogee");
        // While the clock stands, the day on which it stopped counts.
        if ((SuspendueDepuis ?? calendrier.Aujourdhui) > Echeance) throw new DomainException("Demande_prorogation_tardive", Echeance);
        ProrogationMotif = Texte.Clean(motif) ?? throw new DomainException("Motif_obligatoire") { Champ = nameof(ProrogationMotif) };
        ProrogeeLe = calendrier.Aujourdhui;
        SetEcheance(calendrier);
        Log(TypeEtape.Prorogee, membreId, calendrier.Maintenant, ProrogationMotif);
    }

    /// <summary>What would be erased is submitted.</summary>
    /// <param name="accesOuvert">Another open request of the same person asks for access: it is answered first.</param>
    /// <param name="membreId">Who.</param>
    /// <param name="calendrier">When.</param>
    public void SubmitPlan(bool accesOuvert, Guid membreId, Calendrier calendrier)
    {
        Require(StatutDemande.EnInstruction);
        if (!Asks(DroitDemande.Effacement)) throw new DomainException("Demande_sans_effacement");
        CheckAcces(accesOuvert);
        Enter(StatutDemande.PlanAValider, TypeEtape.PlanSoumis, membreId, calendrier);
    }

    /// <summary>The plan isn't right: examined again.</summary>
    public void ReworkPlan(Guid membreId, Calendrier calendrier)
    {
        Require(StatutDemande.PlanAValider);
        Enter(StatutDemande.EnInstruction, TypeEtape.Note, membreId, calendrier);
    }

    /// <summary>What was decided is being done; an erasure comes from a plan that was submitted.</summary>
    public void Execute(bool accesOuvert, Guid membreId, Calendrier calendrier)
    {
        if (MustErase) Require(StatutDemande.PlanAValider);
        else Require(StatutDemande.EnInstruction, StatutDemande.PlanAValider);
        if (MustErase) CheckAcces(accesOuvert);
        Enter(StatutDemande.EnExecution, TypeEtape.ExecutionCommencee, membreId, calendrier);
    }

    /// <summary>Done here; recipients have been told and are to acknowledge (art. 19).</summary>
    public void AwaitRecipients(Guid membreId, Calendrier calendrier)
    {
        Require(StatutDemande.EnExecution);
        Enter(StatutDemande.AttenteDestinataires, TypeEtape.DestinatairesAttendus, membreId, calendrier);
    }

    /// <summary>The answer is out.</summary>
    /// <param name="membreId">Who.</param>
    /// <param name="calendrier">When.</param>
    /// <param name="moyen">How it was given, where no letter left.</param>
    /// <exception cref="DomainException">A right has no decision or no text; an erasure that was granted isn't done.</exception>
    public void Answer(Guid membreId, Calendrier calendrier, string? moyen = null)
    {
        if (MustErase) Require(StatutDemande.EnExecution, StatutDemande.AttenteDestinataires);
        else Require(StatutDemande.EnInstruction, StatutDemande.PlanAValider, StatutDemande.EnExecution, StatutDemande.AttenteDestinataires);
        if (_resolutions.Find(r => !r.EstComplete) is { } missing) throw new DomainException("Demande_droit_sans_reponse", Messages.Get($"Droit_{missing.Droit}"));
        Enter(StatutDemande.Repondue, TypeEtape.Repondue, membreId, calendrier, Texte.Clean(moyen));
    }

    /// <summary>Nothing is left to do.</summary>
    /// <param name="membreId">Who.</param>
    /// <param name="calendrier">When.</param>
    /// <param name="raison">Why, though a letter hasn't left.</param>
    /// <param name="muets">Recipients that never answered: it is closed with a reservation that names them.</param>
    public void Close(Guid membreId, Calendrier calendrier, string? raison = null, params IReadOnlyCollection<string> muets)
    {
        Require(StatutDemande.Repondue);
        (TermineeLe, AvecReserve) = (calendrier.Maintenant, muets.Count > 0);
        var detail = string.Join(" ; ", new[] { Texte.Clean(raison), AvecReserve ? Messages.Get("Demande_reserve", string.Join(", ", muets)) : null }.OfType<string>());
        Enter(StatutDemande.Cloturee, TypeEtape.Cloturee, membreId, calendrier, Texte.Clean(detail));
    }

    /// <summary>Ends it otherwise: inadmissible, refused or withdrawn.</summary>
    /// <param name="statut">One of these three.</param>
    /// <param name="motif">The reasons.</param>
    /// <param name="voiesIndiquees">The person was told that she may complain to the CNIL and go to court (art. 12(4)).</param>
    /// <param name="membreId">Who.</param>
    /// <param name="calendrier">When.</param>
    public void End(StatutDemande statut, string? motif, bool voiesIndiquees, Guid membreId, Calendrier calendrier)
    {
        if (statut is not (StatutDemande.Irrecevable or StatutDemande.Refusee or StatutDemande.Retiree)) throw new DomainException("Demande_etape_impossible");
        if (!EstOuverte || Statut == StatutDemande.Repondue) throw new DomainException("Demande_deja_repondue");
        ClotureMotif = Texte.Clean(motif) ?? throw new DomainException("Motif_obligatoire") { Champ = nameof(ClotureMotif) };
        if (!voiesIndiquees) throw new DomainException("Demande_voies_de_recours");
        if (SuspendueDepuis is not null) EndSuspension(membreId, calendrier);
        TermineeLe = calendrier.Maintenant;
        Enter(statut, Enum.Parse<TypeEtape>(statut.ToString()), membreId, calendrier, ClotureMotif);
    }

    /// <summary>The copy of an identity document is gone.</summary>
    public void NoteCopyDestroyed(Guid? membreId, DateTimeOffset now)
    {
        CopieDetruiteLe = now;
        Log(TypeEtape.PieceDetruite, membreId, now);
    }

    public void NoteReminder(Calendrier calendrier)
    {
        RappeleeLe = calendrier.Aujourdhui;
        Log(TypeEtape.Rappel, null, calendrier.Maintenant);
    }

    private bool MustErase => _resolutions.Exists(r => r is { Droit: DroitDemande.Effacement, Decision: null or DecisionDroit.Accordee or DecisionDroit.Partielle });

    private void CheckAcces(bool accesOuvert)
    {
        if (accesOuvert || WaitsForAcces) throw new DomainException("Demande_acces_d_abord");
    }

    private void EndSuspension(Guid membreId, Calendrier calendrier)
    {
        var days = SuspendedDays(calendrier);
        JoursSuspendus += days;
        SuspendueDepuis = null;
        SetEcheance(calendrier);
        Log(TypeEtape.Reprise, membreId, calendrier.Maintenant, Messages.Get("Demande_reprise", days, Echeance));
    }

    /// <summary>Until when the answer is due if the clock ran again today: a suspension moves the limit by its days.</summary>
    public DateOnly EcheanceReportee(Calendrier calendrier) => SuspendueDepuis is null ? Echeance : LimitWith(JoursSuspendus + SuspendedDays(calendrier), calendrier);

    private int SuspendedDays(Calendrier calendrier) => calendrier.Aujourdhui.DayNumber - SuspendueDepuis!.Value.DayNumber;

    private void SetEcheance(Calendrier calendrier) => Echeance = LimitWith(JoursSuspendus, calendrier);

    private DateOnly LimitWith(int suspended, Calendrier calendrier)
    {
        var delais = DelaisDemande.At(RecueLe);
        return Echeances.After(RecueLe, delais.MoisReponse + (ProrogeeLe is null ? 0 : delais.MoisProrogation), suspended, calendrier.EstFerie);
    }

    private void Require(params StatutDemande[] states)
    {
        if (!states.Contains(Statut)) throw new DomainException("Demande_etape_impossible");
    }

    private void Enter(StatutDemande statut, TypeEtape etape, Guid? membreId, Calendrier calendrier, string? detail = null)
    {
        Statut = statut;
        Log(etape, membreId, calendrier.Maintenant, detail);
    }
}
