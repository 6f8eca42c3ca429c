namespace FichierClient.Domain.Rgpd;

/// <summary>
/// Classifies a column that can hold personal data (rgpd.md 3.2). Register, access, erasure, retention and breach scope
/// are read from this mark; a text, json, binary or array column without it or <see cref="NonPersonnelleAttribute"/> fails a test.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DonneePersonnelleAttribute(CategorieDonnee categorie, StrategieEffacement strategie) : Attribute
{
    public CategorieDonnee Categorie { get; } = categorie;
    public StrategieEffacement Strategie { get; } = strategie;

    /// <summary>Belongs to a portability package (RGPD art. 20): given by the person, under consent or contract.</summary>
    public bool Portable { get; init; }

    /// <summary>A text that is wholly about whoever it names, such as a refused line of a file: a finding in it takes all of it.</summary>
    public bool Entier { get; init; }

    /// <summary>The processing purposes that need it.</summary>
    public Finalites Finalites { get; init; } = Finalites.GestionClients;
}

/// <summary>A column that can hold text but no personal data, with the written reason.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NonPersonnelleAttribute(string raison) : Attribute
{
    public string Raison { get; } = raison;
}

/// <summary>
/// The rows of this kind that speak of a record go with it when the person is erased: they say nothing without it.
/// Said of a table that names the record by its id without a foreign key.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SuitLeSujetAttribute : Attribute;

/// <summary>The CNIL register's categories of data, and ours for professional life.</summary>
public enum CategorieDonnee
{
    Identite,
    Coordonnees,
    ViePersonnelle,
    VieProfessionnelle,
    Economique,
    Connexion,
    TexteLibre,
}

/// <summary>What an erasure does with the column (rgpd.md 3.2).</summary>
public enum StrategieEffacement
{
    Supprimer,
    Detacher,
    Caviarder,
    Sceller,
}

/// <summary>The purposes of the preloaded processing activities.</summary>
[Flags]
public enum Finalites
{
    None = 0,
    GestionClients = 1,
    Prospection = 2,
    Facturation = 4,
    DemandesDroits = 8,
    Securite = 16,
    Opposition = 32,
    Violations = 64,
}
