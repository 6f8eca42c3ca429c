namespace FichierClient.Domain.Rgpd.Violations;

/// <summary>What is known of a breach: the fields of the CNIL's form. It grows while the facts are found out.</summary>
public sealed record DescriptionViolation
{
    public required string Titre { get; init; }
    public DateTimeOffset? SurvenueLe { get; init; }
    public DateTimeOffset? FinieLe { get; init; }
    public bool EnCours { get; init; }
    public DateTimeOffset? ConstateeLe { get; init; }
    public NaturesViolation Natures { get; init; }
    public OrigineViolation Origine { get; init; }
    public CauseViolation Cause { get; init; }
    public string? Circonstances { get; init; }
    public string? Donnees { get; init; }
    public string? DonneesSensibles { get; init; }
    public string? CategoriesPersonnes { get; init; }
    public int? NombrePersonnes { get; init; }
    public int? NombreEnregistrements { get; init; }
    public string? Consequences { get; init; }
    public GraviteViolation? Gravite { get; init; }
    public RisqueViolation? Risque { get; init; }
    public string? MesuresAvant { get; init; }
    public string? MesuresPrises { get; init; }
    public string? SousTraitants { get; init; }
    public string? AutresPays { get; init; }
}
