namespace FichierClient.Domain.Organisations;

/// <summary>What a member is in an organisation (product.md).</summary>
public enum Role
{
    Lecteur,
    Commercial,
    Responsable,
    Dpo,
    Administrateur,
}

/// <summary>Which records a role sees: all, those of its own team, or its own only. Set per role by the organisation.</summary>
public enum Portee
{
    Toutes,
    Equipe,
    Siennes,
}
