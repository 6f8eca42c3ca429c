using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Demandes;

/// <summary>The letters of a request.</summary>
public enum TypeLettre
{
    AccuseReception,
    DemandeIdentite,
    Prorogation,
    ReponseAcces,
    ReponseEffacement,
    ReponseRectification,
    ReponseLimitation,
    ReponseOpposition,
    ReponsePortabilite,
    Refus,
    AucuneDonnee,
    LeveeLimitation,
    InformationDestinataire,
}

/// <summary>How a letter left.</summary>
public enum EnvoiLettre
{
    Courriel,
    Courrier,
}

/// <summary>The organisation's own text of a letter, in place of the one that the program brings.</summary>
public sealed class ModeleLettre : TenantEntity
{
    /// <summary>Longest body.</summary>
    public const int LongueurMaximale = 20_000;

    private ModeleLettre()
    {
    }

    public ModeleLettre(Guid tenantId, TypeLettre type) : base(tenantId) => Type = type;

    [NonPersonnelle("Genre de lettre")]
    public TypeLettre Type { get; private set; }

    [NonPersonnelle("Modèle de lettre, sans donnée de personne")]
    public string Objet { get; private set; } = "";

    [NonPersonnelle("Modèle de lettre, sans donnée de personne")]
    public string Corps { get; private set; } = "";

    public DateTimeOffset ModifieLe { get; private set; }
    public Guid? ModifieParId { get; private set; }

    /// <exception cref="DomainException">One of the two is empty.</exception>
    public void Rewrite(string? objet, string? corps, Guid membreId, DateTimeOffset now)
    {
        Objet = Texte.Clean(objet) ?? throw new DomainException("Lettre_vide") { Champ = nameof(Objet) };
        Corps = Texte.Clean(corps) ?? throw new DomainException("Lettre_vide") { Champ = nameof(Corps) };
        (ModifieLe, ModifieParId) = (now, membreId);
    }
}

/// <summary>A letter as it was sent: the proof, which nobody can change.</summary>
public sealed class DemandeCourrier : TenantEntity
{
    private DemandeCourrier()
    {
    }

    public DemandeCourrier(Guid tenantId, Guid demandeId, LettreEcrite lettre, EnvoiLettre envoi, Guid membreId, DateTimeOffset now) : base(tenantId)
    {
        (DemandeId, Type, Envoi, MembreId, EnvoyeLe) = (demandeId, lettre.Type, envoi, membreId, now);
        Destinataire = Texte.Clean(lettre.Destinataire) ?? throw new DomainException("Lettre_sans_destinataire") { Champ = nameof(Destinataire) };
        Objet = Texte.Clean(lettre.Objet) ?? throw new DomainException("Lettre_vide") { Champ = nameof(Objet) };
        Corps = Texte.Clean(lettre.Corps) ?? throw new DomainException("Lettre_vide") { Champ = nameof(Corps) };
    }

    public Guid DemandeId { get; private set; }

    [NonPersonnelle("Genre de lettre")]
    public TypeLettre Type { get; private set; }

    [NonPersonnelle("Mode d'envoi")]
    public EnvoiLettre Envoi { get; private set; }

    /// <summary>The e-mail address, or name and address.</summary>
    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string Destinataire { get; private set; } = "";

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string Objet { get; private set; } = "";

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string Corps { get; private set; } = "";

    public Guid MembreId { get; private set; }
    public DateTimeOffset EnvoyeLe { get; private set; }
}

/// <summary>A letter ready to leave.</summary>
public sealed record LettreEcrite(TypeLettre Type, string? Destinataire, string? Objet, string? Corps);
