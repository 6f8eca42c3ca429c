namespace FichierClient.Domain.Rgpd.Demandes;

/// <summary>What a person can ask for (RGPD art. 12 to 22; LIL art. 85 for the last).</summary>
public enum DroitDemande
{
    Information,
    Acces,
    Rectification,
    Effacement,
    Limitation,
    OppositionProspection,
    OppositionAutre,
    Portabilite,
    RetraitConsentement,
    DecisionAutomatisee,
    DirectivesPostMortem,
}

public enum StatutDemande
{
    Recue,
    IdentiteAVerifier,
    Suspendue,
    EnInstruction,
    PlanAValider,
    EnExecution,
    AttenteDestinataires,
    Repondue,
    Cloturee,
    Irrecevable,
    Refusee,
    Retiree,
}

/// <summary>How the request reached the organisation.</summary>
public enum CanalDemande
{
    Courriel,
    Courrier,
    Telephone,
    Formulaire,
    SurPlace,

    /// <summary>A member handed it over.</summary>
    Transmission,
}

public enum DecisionDroit
{
    Accordee,
    Partielle,
    Refusee,
    SansObjet,
}

/// <summary>Why there is no doubt about who asks.</summary>
public enum NiveauIdentite
{
    /// <summary>The request itself leaves no reasonable doubt, such as from an address that the file has.</summary>
    SansDoute,

    /// <summary>Checked against what the file knows: a call back, a customer number.</summary>
    Recoupee,

    /// <summary>A document was asked for and seen.</summary>
    Justificatif,
}

/// <summary>A line of the journal.</summary>
public enum TypeEtape
{
    Recue,
    Transmise,
    OppositionAppliquee,
    IdentiteDemandee,
    Suspendue,
    Reprise,
    IdentiteConfirmee,
    Prorogee,
    PersonneRattachee,
    PersonneDetachee,
    DroitAjoute,
    DroitDecide,
    PlanSoumis,
    ExemptionDecidee,
    EffacementPrepare,
    EffacementCertifie,
    EffacementAbandonne,
    EffacementInterrompu,
    ExecutionCommencee,
    DestinatairesAttendus,
    Repondue,
    Cloturee,
    Irrecevable,
    Refusee,
    Retiree,
    PieceAjoutee,
    PieceDetruite,
    CourrierEnvoye,

    /// <summary>A letter was handed to the program to be sent.</summary>
    CourrielDepose,
    CourrielNonParti,
    CourrielAnnule,
    LimitationPosee,
    LimitationLevee,

    /// <summary>The person was told that the restriction is about to end, and how (art. 18(3)).</summary>
    LimitationAnnoncee,

    /// <summary>A running contract goes on under the restriction, and why.</summary>
    ContratExempte,
    ContratRestreint,
    DossierPrepare,

    /// <summary>A one-time link to a package was made.</summary>
    LienCree,
    DossierRemis,

    /// <summary>Connected systems were told (art. 19).</summary>
    AvisEmis,
    AvisAccuse,
    AvisSansReponse,
    Rappel,
    Note,
}
