using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Registre;

public enum NatureLieu
{
    Tableur,
    Emailing,
    SupportClient,
    Messagerie,
    Comptabilite,
    Telephonie,
    Stockage,
    Papier,
    Autre,
}

/// <summary>A place outside this program where data of a traitement live too: each right must reach it.</summary>
public sealed class LieuExterne : TenantEntity
{
    private LieuExterne()
    {
    }

    public LieuExterne(Guid tenantId, Guid traitementId, string? nom) : base(tenantId)
    {
        TraitementId = traitementId;
        Nom = Checked(nom);
    }

    public Guid TraitementId { get; private set; }

    [NonPersonnelle("Nom d'outil ou de fichier")]
    public string Nom { get; private set; } = "";

    [NonPersonnelle("Genre d'outil")]
    public NatureLieu Nature { get; private set; }

    /// <summary>Server, folder, address, cupboard.</summary>
    [NonPersonnelle("Emplacement d'un outil")]
    public string? Emplacement { get; private set; }

    /// <summary>Who answers for it.</summary>
    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer, Finalites = Finalites.DemandesDroits)]
    public string? Responsable { get; private set; }

    /// <summary>By what a person is found there again: e-mail address, client number, key of a connector.</summary>
    [NonPersonnelle("Nom de la clé qui relie les deux")]
    public string? CleLien { get; private set; }

    public void Describe(string? nom, NatureLieu nature, string? emplacement, string? responsable, string? cleLien)
    {
        (Nom, Nature, Emplacement) = (Checked(nom), nature, Texte.Clean(emplacement));
        (Responsable, CleLien) = (Texte.Clean(responsable), Texte.Clean(cleLien));
    }

    public void MoveTo(Guid traitementId) => TraitementId = traitementId;

    private static string Checked(string? nom) => Texte.Clean(nom) ?? throw new DomainException("Nom_obligatoire") { Champ = nameof(Nom) };
}
