using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Demandes;

/// <summary>One right of a request and what became of it.</summary>
public sealed class ResolutionDroit : TenantEntity
{
    private ResolutionDroit()
    {
    }

    internal ResolutionDroit(Guid tenantId, Guid demandeId, DroitDemande droit) : base(tenantId) => (DemandeId, Droit) = (demandeId, droit);

    public Guid DemandeId { get; private set; }

    [NonPersonnelle("Droit exercé")]
    public DroitDemande Droit { get; private set; }

    [NonPersonnelle("Décision")]
    public DecisionDroit? Decision { get; private set; }

    /// <summary>Why not, or not wholly.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string? Motif { get; private set; }

    /// <summary>What the person is told.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string? TexteReponse { get; private set; }

    public bool EstComplete => Decision is not null && TexteReponse is not null;

    /// <summary>The article by which it is asked.</summary>
    public string Article => ArticleOf(Droit);

    public static string ArticleOf(DroitDemande droit) => droit switch
    {
        DroitDemande.Information => "13 et 14",
        DroitDemande.Acces => "15",
        DroitDemande.Rectification => "16",
        DroitDemande.Effacement => "17",
        DroitDemande.Limitation => "18",
        DroitDemande.OppositionProspection => "21(2) et (3)",
        DroitDemande.OppositionAutre => "21(1)",
        DroitDemande.Portabilite => "20",
        DroitDemande.RetraitConsentement => "7(3)",
        DroitDemande.DecisionAutomatisee => "22",
        _ => "85 LIL",
    };

    internal void Decide(DecisionDroit decision, string? motif, string? texte)
    {
        var reason = Texte.Clean(motif);
        if (decision is DecisionDroit.Refusee or DecisionDroit.Partielle && reason is null) throw new DomainException("Motif_obligatoire") { Champ = nameof(Motif) };
        // Objection to marketing knows no balancing (art. 21(3)).
        if (Droit == DroitDemande.OppositionProspection && decision is DecisionDroit.Refusee or DecisionDroit.Partielle) throw new DomainException("Demande_opposition_absolue") { Champ = nameof(Decision) };
        (Decision, Motif, TexteReponse) = (decision, reason, Texte.Clean(texte));
    }
}

/// <summary>A record of the file that is about the person; both ids are null once it was erased.</summary>
public sealed class DemandePersonne : TenantEntity
{
    private DemandePersonne()
    {
    }

    internal DemandePersonne(Guid tenantId, Guid demandeId, Guid? contactId, Guid? entrepriseId) : base(tenantId) =>
        (DemandeId, ContactId, EntrepriseId) = (demandeId, contactId, entrepriseId);

    public Guid DemandeId { get; private set; }
    public Guid? ContactId { get; private set; }
    public Guid? EntrepriseId { get; private set; }
}

/// <summary>A line of a request's journal: written once, never changed.</summary>
public sealed class DemandeEtape : TenantEntity
{
    private DemandeEtape()
    {
    }

    internal DemandeEtape(Guid tenantId, Guid demandeId, TypeEtape type, Guid? membreId, DateTimeOffset faitLe, string? detail) : base(tenantId) =>
        (DemandeId, Type, MembreId, FaitLe, Detail) = (demandeId, type, membreId, faitLe, detail);

    /// <summary>A line that is written without the request itself, which somebody may be at work on.</summary>
    public static DemandeEtape Of(Guid tenantId, Guid demandeId, TypeEtape type, DateTimeOffset faitLe, string? detail, Guid? membreId = null) =>
        new(tenantId, demandeId, type, membreId, faitLe, detail);

    public Guid DemandeId { get; private set; }

    [NonPersonnelle("Nature de l'étape")]
    public TypeEtape Type { get; private set; }

    /// <summary>Null: the program.</summary>
    public Guid? MembreId { get; private set; }

    public DateTimeOffset FaitLe { get; private set; }

    /// <summary>A question, a reason, the text of a letter.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string? Detail { get; private set; }
}

/// <summary>A document of a request, encrypted.</summary>
public sealed class DemandePiece : TenantEntity
{
    /// <summary>Largest file, in bytes.</summary>
    public const int TailleMaximale = 10 * 1024 * 1024;

    private DemandePiece()
    {
    }

    public DemandePiece(Guid tenantId, Guid demandeId, string nom, bool estIdentite, Guid? membreId, DateTimeOffset ajouteeLe) : base(tenantId)
    {
        (DemandeId, EstIdentite, MembreId, AjouteeLe) = (demandeId, estIdentite, membreId, ajouteeLe);
        Nom = Texte.Clean(nom) ?? throw new DomainException("Nom_obligatoire") { Champ = nameof(Nom) };
    }

    public Guid DemandeId { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string Nom { get; private set; } = "";

    /// <summary>A copy of an identity document: destroyed once it is checked.</summary>
    public bool EstIdentite { get; private set; }

    public Guid? MembreId { get; private set; }
    public DateTimeOffset AjouteeLe { get; private set; }
    public DateTimeOffset? DetruiteLe { get; private set; }

    /// <summary>Bytes before encryption.</summary>
    public int Taille { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public byte[]? Octets { get; private set; }

    public void Fill(int taille, byte[] octets) => (Taille, Octets) = (taille, octets);

    public void Destroy(DateTimeOffset now) => (Octets, DetruiteLe) = (null, now);
}
