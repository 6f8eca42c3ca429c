namespace FichierClient.Domain.Rgpd.Registre;

/// <summary>The two registers of RGPD art. 30: of what one decides (30(1)) and of what one does for others (30(2)).</summary>
public enum GenreRegistre
{
    Responsable,
    SousTraitant,
}

public enum StatutTraitement
{
    Brouillon,
    AValider,
    Valide,
    Archive,
}

/// <summary>What the organisation is in a traitement.</summary>
public enum RoleTraitement
{
    Responsable,
    Conjoint,
    SousTraitant,
}

/// <summary>The rows of the CNIL's sheet: its six categories, its nine sensitive ones; then ours, which its sheet has no row for.</summary>
public enum CategorieCnil
{
    EtatCivil,
    ViePersonnelle,
    Economique,
    Connexion,
    Localisation,
    Nir,
    OrigineRaciale,
    OpinionsPolitiques,
    ConvictionsReligieuses,
    AppartenanceSyndicale,
    Genetiques,
    Biometriques,
    Sante,
    VieSexuelle,
    Condamnations,
    VieProfessionnelle,
    TexteLibre,
}

/// <summary>The CNIL's list.</summary>
public enum CategoriePersonnes
{
    Salaries,
    ServicesInternes,
    Clients,
    Fournisseurs,
    Prestataires,
    Prospects,
    Candidats,
    Autres,
}

/// <summary>The CNIL's list.</summary>
public enum TypeDestinataire
{
    ServiceInterne,
    SousTraitant,
    PaysTiers,
    Partenaire,
    Autre,
}

/// <summary>The CNIL's list.</summary>
public enum TypeMesure
{
    Tracabilite,
    ProtectionLogiciels,
    Sauvegarde,
    Chiffrement,
    ControleAcces,
    ControleSousTraitants,
    Autre,
}

/// <summary>RGPD art. 45 to 49. The CNIL's file still offers the Privacy Shield, which ended on 16 July 2020 (CJEU C-311/18): it isn't offered here.</summary>
public enum TypeGarantie
{
    Cct,
    Bcr,
    PaysAdequat,
    CodeConduite,
    Certification,
    Derogation,
}

/// <summary>The nine criteria of WP 248: with two of them an impact assessment is due, mostly.</summary>
public enum CritereAipd
{
    Evaluation,
    DecisionAutomatique,
    SurveillanceSystematique,
    DonneesSensibles,
    GrandeEchelle,
    CroisementDonnees,
    PersonnesVulnerables,
    UsageInnovant,
    ExclusionDroit,
}
