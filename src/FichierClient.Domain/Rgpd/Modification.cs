using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd;

/// <summary>One line of a record's history: who changed which field from what to what, and when.</summary>
public sealed class Modification : TenantEntity
{
    /// <summary>The field of the line that tells of a creation, a deletion or a return from the trash.</summary>
    public const string Creation = "+", Suppression = "-", Restauration = "~";

    /// <summary>The field of the line that names a record which was merged into this one (Nouveau), or which stands for itself again (Ancien): then it is named no more, both are empty.</summary>
    public const string Fusion = "&";

    /// <summary>Begins the field of a line that tells what a merged record held and the survivor didn't take (Ancien).</summary>
    public const string NonRepris = "&-";

    private Modification()
    {
    }

    public Modification(Guid tenantId, Sujet sujet, Guid sujetId, string champ, string? ancien, string? nouveau, DateTimeOffset faitLe, Guid? membreId, Guid? fusionId = null) : base(tenantId) =>
        (Sujet, SujetId, Champ, Ancien, Nouveau, FaitLe, MembreId, FusionId) = (sujet, sujetId, champ, ancien, nouveau, faitLe, membreId, fusionId);

    [NonPersonnelle("Type de fiche")]
    public Sujet Sujet { get; private set; }

    public Guid SujetId { get; private set; }

    /// <summary>The property's name, or one of the constants above.</summary>
    [NonPersonnelle("Nom de champ")]
    public string Champ { get; private set; } = "";

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Caviarder)]
    public string? Ancien { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Caviarder)]
    public string? Nouveau { get; private set; }

    public DateTimeOffset FaitLe { get; private set; }

    /// <summary>Null: the system.</summary>
    public Guid? MembreId { get; private set; }

    public Guid? ImportId { get; private set; }

    /// <summary>The merge, or its undoing, that wrote it: what stands here is another record's too.</summary>
    public Guid? FusionId { get; private set; }
}
