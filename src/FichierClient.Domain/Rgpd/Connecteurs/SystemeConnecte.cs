using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Connecteurs;

/// <summary>
/// Another program of the organisation that gets data of persons from here (rgpd.md 3.7): it reads with a key of its own, knows each person by a
/// key that no other system has, and is told of what happens to her data (RGPD art. 19).
/// </summary>
public sealed class SystemeConnecte : TenantEntity
{
    private SystemeConnecte()
    {
    }

    /// <exception cref="DomainException">As <see cref="Describe"/>.</exception>
    public SystemeConnecte(Guid tenantId, Guid traitementId, DescriptionSysteme description, Guid membreId, DateTimeOffset now) : base(tenantId)
    {
        (TraitementId, CreeParId, CreeLe) = (traitementId, membreId, now);
        Describe(description);
    }

    /// <summary>What it serves.</summary>
    public Guid TraitementId { get; private set; }

    [NonPersonnelle("Nom d'outil")]
    public string Nom { get; private set; } = "";

    [NonPersonnelle("Usage d'un outil")]
    public string? Objet { get; private set; }

    /// <summary>It is run by a processor (RGPD art. 28); otherwise the organisation's own, or another controller's.</summary>
    public bool EstSousTraitant { get; private set; }

    /// <summary>To whom a letter is e-mailed when it stays silent.</summary>
    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Supprimer, Finalites = Finalites.DemandesDroits)]
    public string? ContactEmail { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Supprimer, Finalites = Finalites.DemandesDroits)]
    public string? ContactAdresse { get; private set; }

    /// <summary>Where notices are posted; null: it asks for them itself, or is written to.</summary>
    [NonPersonnelle("Adresse d'un programme")]
    public string? AdresseRappel { get; private set; }

    /// <summary>The kinds of data that it gets.</summary>
    public CategoriesTransmises Categories { get; private set; }

    /// <summary>SHA-256 of its access key.</summary>
    [NonPersonnelle("Empreinte d'une clé d'accès")]
    public byte[] CleHash { get; private set; } = [];

    public DateTimeOffset CleLe { get; private set; }
    public Guid CreeParId { get; private set; }
    public DateTimeOffset CreeLe { get; private set; }
    public Guid? RevoqueParId { get; private set; }

    /// <summary>Since when its key opens nothing; what it holds is still to be told of.</summary>
    public DateTimeOffset? RevoqueLe { get; private set; }

    /// <exception cref="DomainException">No name, no category, or nobody to write to.</exception>
    public void Describe(DescriptionSysteme description)
    {
        Nom = Texte.Clean(description.Nom) ?? throw new DomainException("Nom_obligatoire") { Champ = nameof(Nom) };
        if (description.Categories == CategoriesTransmises.None) throw new DomainException("Systeme_sans_categorie") { Champ = nameof(Categories) };
        (Objet, EstSousTraitant, Categories, AdresseRappel) = (Texte.Clean(description.Objet), description.EstSousTraitant, description.Categories, Texte.Clean(description.AdresseRappel));
        (ContactEmail, ContactAdresse) = (Texte.Clean(description.ContactEmail), Texte.Clean(description.ContactAdresse));
        if (ContactEmail is null && ContactAdresse is null) throw new DomainException("Systeme_sans_contact") { Champ = nameof(ContactEmail) };
    }

    public void Serve(Guid traitementId) => TraitementId = traitementId;

    /// <summary>Another key: the one before opens nothing any more.</summary>
    /// <exception cref="DomainException">It was revoked.</exception>
    public void ChangeCle(byte[] hash, DateTimeOffset now)
    {
        if (RevoqueLe is not null) throw new DomainException("Systeme_revoque");
        (CleHash, CleLe) = (hash, now);
    }

    public void Revoke(Guid membreId, DateTimeOffset now)
    {
        if (RevoqueLe is not null) throw new DomainException("Systeme_revoque");
        (RevoqueLe, RevoqueParId) = (now, membreId);
    }
}

/// <summary>A connected system as it is written.</summary>
public sealed record DescriptionSysteme(string? Nom, string? Objet, bool EstSousTraitant, string? ContactEmail, string? ContactAdresse, string? AdresseRappel, CategoriesTransmises Categories);

/// <summary>The categories of the map of personal data that a connected system may get; free text, and traces of use, are for none.</summary>
[Flags]
public enum CategoriesTransmises
{
    None = 0,
    Identite = 1,
    Coordonnees = 2,
    VieProfessionnelle = 4,
    ViePersonnelle = 8,
    Economique = 16,
}
