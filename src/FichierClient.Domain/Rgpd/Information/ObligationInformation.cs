using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Information;

public enum CanalInformation
{
    Email,
    Courrier,
    Telephone,
    RemiseEnMain,

    /// <summary>The notice went with the first message.</summary>
    PremierMessage,
}

/// <summary>
/// A person whose data came from a partner or a third party must be told, and from whom (RGPD art. 14). The database opens one with each such
/// source, whichever way it came in; until it is done the person stays out of call lists.
/// </summary>
[SuitLeSujet]
public sealed class ObligationInformation : TenantEntity
{
    private ObligationInformation()
    {
    }

    public Guid ContactId { get; private set; }

    /// <summary>The exact name of the source: what the person is told.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Supprimer)]
    public string Source { get; private set; } = "";

    [NonPersonnelle("Partie")]
    public Partie Partie { get; private set; }

    /// <summary>When the data came in.</summary>
    public DateTimeOffset NeeLe { get; private set; }

    /// <summary>The last day: a month after, or that of the first communication when it is earlier (art. 14(3)). Set by the database, whose function knows the limit that applied.</summary>
    public DateOnly Echeance { get; private set; }

    public DateOnly? PremiereCommunicationLe { get; private set; }

    /// <summary>The day after which it was found open.</summary>
    public DateOnly? RetardConstateLe { get; private set; }

    public DateTimeOffset? FaitLe { get; private set; }
    public Guid? FaitParId { get; private set; }

    [NonPersonnelle("Canal")]
    public CanalInformation? Canal { get; private set; }

    /// <summary>The activity and the version of its notice that the person was shown.</summary>
    public Guid? TraitementId { get; private set; }

    public int? MentionVersion { get; private set; }

    /// <summary>Where the proof is: number of a mailing, of a letter.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Supprimer, Finalites = Finalites.DemandesDroits)]
    public string? Preuve { get; private set; }

    public bool EstFaite => FaitLe is not null;
}
