using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Registre;

/// <summary>The contact blocks of the CNIL's register.</summary>
public enum RoleActeur
{
    Responsable,
    Representant,
    Dpo,
    SocieteDpo,
}

/// <summary>Who answers for the organisation's processing, as every sheet names them.</summary>
public sealed class ActeurRegistre : TenantEntity
{
    private ActeurRegistre()
    {
    }

    public ActeurRegistre(Guid tenantId, RoleActeur role) : base(tenantId) => Role = role;

    [NonPersonnelle("Rôle")]
    public RoleActeur Role { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer, Finalites = Finalites.DemandesDroits)]
    public string? Nom { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer, Finalites = Finalites.DemandesDroits)]
    public string? Prenom { get; private set; }

    [DonneePersonnelle(CategorieDonnee.VieProfessionnelle, StrategieEffacement.Supprimer, Finalites = Finalites.DemandesDroits)]
    public string? Societe { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Supprimer, Finalites = Finalites.DemandesDroits)]
    public string? Adresse { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Supprimer, Finalites = Finalites.DemandesDroits)]
    public string? CodePostal { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Supprimer, Finalites = Finalites.DemandesDroits)]
    public string? Ville { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Supprimer, Finalites = Finalites.DemandesDroits)]
    public string? Pays { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Supprimer, Finalites = Finalites.DemandesDroits)]
    public string? Telephone { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Supprimer, Finalites = Finalites.DemandesDroits)]
    public string? Email { get; private set; }

    public void Name(string? nom, string? prenom, string? societe) => (Nom, Prenom, Societe) = (Texte.Clean(nom), Texte.Clean(prenom), Texte.Clean(societe));

    public void Reach(ActeurFiche at) => (Adresse, CodePostal, Ville, Pays, Telephone, Email) =
        (Texte.Clean(at.Adresse), Texte.Clean(at.CodePostal), Texte.Clean(at.Ville), Texte.Clean(at.Pays), Texte.Clean(at.Telephone), Texte.Clean(at.Email));
}
