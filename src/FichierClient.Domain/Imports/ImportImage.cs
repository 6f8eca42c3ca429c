using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Imports;

/// <summary>
/// What an image of a record is for. <see cref="Avant"/>: as it was before the import changed it. <see cref="Apres"/>: as the
/// import had left it, taken when that was undone. <see cref="Retiree"/>: made by the import and taken back.
/// <see cref="Gardee"/>: no image, the record was left as it is.
/// </summary>
public enum EtatImage { Avant, Apres, Retiree, Gardee }

/// <summary>Why a record was left as it is when its import was taken back or put back.</summary>
public enum MotifGarde
{
    /// <summary>Somebody changed it or put it in the trash since.</summary>
    Modifiee,

    /// <summary>Records that stay refer to it.</summary>
    Utilisee,

    /// <summary>What it belongs to isn't there any more.</summary>
    ParentAbsent,

    /// <summary>Another record has its number now.</summary>
    NumeroPris,

    /// <summary>The person was erased at her request since.</summary>
    Effacee,

    /// <summary>Its processing is restricted (RGPD art. 18).</summary>
    Limitee,
}

/// <summary>A record with its parts as it was at an instant, so that an import can be taken back and put back. Kept as long as the import's file.</summary>
[SuitLeSujet]
public sealed class ImportImage : TenantEntity
{
    private ImportImage()
    {
    }

    public Guid ImportId { get; private set; }

    [NonPersonnelle("Type de fiche")]
    public Sujet Sujet { get; private set; }

    public Guid SujetId { get; private set; }

    [NonPersonnelle("État")]
    public EtatImage Etat { get; private set; }

    [NonPersonnelle("Motif")]
    public MotifGarde? Motif { get; private set; }

    /// <summary>The rows of the record, by table; null for <see cref="EtatImage.Gardee"/>.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Supprimer)]
    public string? Contenu { get; private set; }

    public DateTimeOffset PriseLe { get; private set; }
}
