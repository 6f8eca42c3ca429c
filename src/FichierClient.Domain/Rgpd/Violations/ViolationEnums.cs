namespace FichierClient.Domain.Rgpd.Violations;

/// <summary>What was lost (RGPD art. 4(12)).</summary>
[Flags]
public enum NaturesViolation
{
    None = 0,
    Confidentialite = 1,
    Integrite = 2,
    Disponibilite = 4,
}

/// <summary>Where it came from, in the words of the CNIL's form.</summary>
public enum OrigineViolation
{
    Inconnue,
    EquipementPerdu,
    PapierPerdu,
    CourrierPerdu,
    Piratage,
    Hameconnage,
    MiseAuRebut,
    PublicationInvolontaire,
    MauvaisDestinataire,
    DonneesAffichees,
    AccesNonAutorise,
    Autre,
}

/// <summary>Who caused it, and whether on purpose.</summary>
public enum CauseViolation
{
    Inconnue,
    InterneMalveillant,
    InterneAccidentel,
    ExterneMalveillant,
    ExterneAccidentel,
}

/// <summary>How grave the consequences may be for the persons; the CNIL's four levels.</summary>
public enum GraviteViolation
{
    Negligeable,
    Limitee,
    Importante,
    Maximale,
}

/// <summary>Decides what has to be done: nothing but the register, the authority (art. 33), the persons too (art. 34).</summary>
public enum RisqueViolation
{
    Aucun,
    Risque,
    Eleve,
}

/// <summary>What art. 34(2) asks of a communication to the persons.</summary>
[Flags]
public enum ContenuInformation
{
    None = 0,
    Nature = 1,
    ContactDpo = 2,
    Consequences = 4,
    Mesures = 8,
    Complet = Nature | ContactDpo | Consequences | Mesures,
}

/// <summary>Why the persons needn't be told (art. 34(3)).</summary>
public enum ExceptionInformation
{
    DonneesIncomprehensibles,
    MesuresUlterieures,
    EffortsDisproportionnes,
}

/// <summary>What has to be done next.</summary>
public enum EtapeViolation
{
    Qualifier,
    NotifierInitiale,
    NotifierComplementaire,
    InformerPersonnes,
    Clore,
    Close,
}
