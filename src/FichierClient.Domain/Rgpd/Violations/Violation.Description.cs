using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Violations;

/// <summary>What is known of it.</summary>
public sealed partial class Violation
{
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.Violations)]
    public string Titre { get; private set; } = "";

    public DateTimeOffset? SurvenueLe { get; private set; }
    public DateTimeOffset? FinieLe { get; private set; }
    public bool EnCours { get; private set; }
    public DateTimeOffset? ConstateeLe { get; private set; }
    public NaturesViolation Natures { get; private set; }

    [NonPersonnelle("Registre des violations, RGPD art. 33(5)")]
    public OrigineViolation Origine { get; private set; }

    [NonPersonnelle("Registre des violations, RGPD art. 33(5)")]
    public CauseViolation Cause { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.Violations)]
    public string? Circonstances { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.Violations)]
    public string? Donnees { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.Violations)]
    public string? DonneesSensibles { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.Violations)]
    public string? CategoriesPersonnes { get; private set; }

    public int? NombrePersonnes { get; private set; }
    public int? NombreEnregistrements { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.Violations)]
    public string? Consequences { get; private set; }

    [NonPersonnelle("Registre des violations, RGPD art. 33(5)")]
    public GraviteViolation? Gravite { get; private set; }

    [NonPersonnelle("Registre des violations, RGPD art. 33(5)")]
    public RisqueViolation? Risque { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.Violations)]
    public string? MesuresAvant { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.Violations)]
    public string? MesuresPrises { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.Violations)]
    public string? SousTraitants { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.Violations)]
    public string? AutresPays { get; private set; }

    /// <summary>Writes what is known now; the journal keeps what was known before.</summary>
    /// <exception cref="DomainException">It is closed, has no title, or ends before it began.</exception>
    public void Describe(DescriptionViolation d)
    {
        RefuseWhenClosed();
        if (string.IsNullOrWhiteSpace(d.Titre)) throw new DomainException("Violation_titre") { Champ = nameof(Titre) };
        if (d.FinieLe < d.SurvenueLe) throw new DomainException("Violation_fin_avant_debut") { Champ = nameof(FinieLe) };
        if (d.NombrePersonnes < 0 || d.NombreEnregistrements < 0) throw new DomainException("Violation_nombre");
        (Titre, SurvenueLe, FinieLe, EnCours, ConstateeLe) = (d.Titre.Trim(), d.SurvenueLe, d.EnCours ? null : d.FinieLe, d.EnCours, d.ConstateeLe);
        (Natures, Origine, Cause, Circonstances) = (d.Natures, d.Origine, d.Cause, Texte.Clean(d.Circonstances));
        (Donnees, DonneesSensibles, CategoriesPersonnes) = (Texte.Clean(d.Donnees), Texte.Clean(d.DonneesSensibles), Texte.Clean(d.CategoriesPersonnes));
        (NombrePersonnes, NombreEnregistrements, Consequences) = (d.NombrePersonnes, d.NombreEnregistrements, Texte.Clean(d.Consequences));
        (Gravite, Risque, MesuresAvant, MesuresPrises) = (d.Gravite, d.Risque, Texte.Clean(d.MesuresAvant), Texte.Clean(d.MesuresPrises));
        (SousTraitants, AutresPays) = (Texte.Clean(d.SousTraitants), Texte.Clean(d.AutresPays));
    }

    /// <summary>What is known, as a form is filled from it.</summary>
    public DescriptionViolation Description => new()
    {
        Titre = Titre,
        SurvenueLe = SurvenueLe,
        FinieLe = FinieLe,
        EnCours = EnCours,
        ConstateeLe = ConstateeLe,
        Natures = Natures,
        Origine = Origine,
        Cause = Cause,
        Circonstances = Circonstances,
        Donnees = Donnees,
        DonneesSensibles = DonneesSensibles,
        CategoriesPersonnes = CategoriesPersonnes,
        NombrePersonnes = NombrePersonnes,
        NombreEnregistrements = NombreEnregistrements,
        Consequences = Consequences,
        Gravite = Gravite,
        Risque = Risque,
        MesuresAvant = MesuresAvant,
        MesuresPrises = MesuresPrises,
        SousTraitants = SousTraitants,
        AutresPays = AutresPays,
    };
}
