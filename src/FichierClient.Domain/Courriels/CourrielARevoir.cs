using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Courriels;

/// <summary>
/// An e-mail in a file that nobody can read, or that could not be deleted: a question of the organisation, asked once, whoever is looked for. Its name says when it was written and nothing of whom.
/// </summary>
public sealed class CourrielARevoir : TenantEntity
{
    private CourrielARevoir()
    {
    }

    /// <summary>Below the folder of all e-mails.</summary>
    [NonPersonnelle("Nom de fichier fait d'un instant et d'un identifiant")]
    public string Fichier { get; private set; } = "";

    [NonPersonnelle("Cause choisie par le programme")]
    public CauseCourriel Cause { get; private set; }

    /// <summary>The erasure whose person it names: each is a question of its own. Empty: it is about the file, whoever it names.</summary>
    public Guid EffacementId { get; private set; }

    /// <summary>When the file was last written.</summary>
    public DateTimeOffset EcritLe { get; private set; }

    /// <summary>Since when that is known.</summary>
    public DateTimeOffset VuLe { get; private set; }

    /// <summary>The DPO leaves it where it is until its age takes it away; null: to be decided.</summary>
    public DateTimeOffset? GardeLe { get; private set; }

    public Guid? GardeParId { get; private set; }

    /// <summary>It stays until it is old enough to go with all others.</summary>
    public void Keep(Guid membreId, DateTimeOffset now) => (GardeLe, GardeParId) = (now, membreId);
}

public enum CauseCourriel
{
    /// <summary>It is damaged, or another program has it open: what it says isn't known.</summary>
    Illisible,

    /// <summary>It could not be read when somebody was erased, can be by now, and bears her name, which another may bear.</summary>
    Nomme,

    /// <summary>It was to go, and another program has it open or guards it; each night tries again.</summary>
    NonSupprime,
}
