using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Contacts;

/// <summary>An e-mail address as it goes into a contact.</summary>
public sealed record AdresseEmail(string Adresse, NatureCoordonnee Nature = NatureCoordonnee.Nominative, bool Prefere = false);

/// <summary>A phone number as it goes into a contact.</summary>
public sealed record TelephoneSaisi(NumeroTelephone Numero, NatureCoordonnee Nature = NatureCoordonnee.Nominative, bool Prefere = false);

/// <summary>An e-mail address of a contact, in lower case.</summary>
public sealed class EmailContact : AggregatePart
{
    private EmailContact()
    {
    }

    internal EmailContact(Guid tenantId, Guid contactId, AdresseEmail email) : base(tenantId)
    {
        ContactId = contactId;
        Adresse = email.Adresse.Trim().ToLowerInvariant();
        if (!Adresse.Contains('@', StringComparison.Ordinal)) throw new DomainException("Email_invalide", email.Adresse) { Champ = nameof(Contact.Emails) };
        (Nature, Prefere) = (email.Nature, email.Prefere);
    }

    public Guid ContactId { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Supprimer, Portable = true)]
    public string Adresse { get; private set; } = "";

    [NonPersonnelle("Nominative ou générique")]
    public NatureCoordonnee Nature { get; private set; }

    public bool Prefere { get; private set; }

    public override Guid RootId => ContactId;

    public override string Cle => Adresse;

    public bool Holds(AdresseEmail email) =>
        string.Equals(Adresse, email.Adresse.Trim(), StringComparison.OrdinalIgnoreCase) && Nature == email.Nature && Prefere == email.Prefere;

    public override string ToString() => Adresse;
}

/// <summary>A phone number of a contact.</summary>
public sealed class TelephoneContact : PartOrdonnee
{
    private TelephoneContact()
    {
    }

    internal TelephoneContact(Guid tenantId, Guid contactId, TelephoneSaisi telephone) : base(tenantId)
    {
        ContactId = contactId;
        (Saisie, E164, Libelle) = (telephone.Numero.Saisie, telephone.Numero.E164, telephone.Numero.Libelle);
        (Nature, Prefere) = (telephone.Nature, telephone.Prefere);
    }

    public Guid ContactId { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Supprimer, Portable = true)]
    public string Saisie { get; private set; } = "";

    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Supprimer, Portable = true)]
    public string? E164 { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Supprimer)]
    public string? Libelle { get; private set; }

    [NonPersonnelle("Nominative ou générique")]
    public NatureCoordonnee Nature { get; private set; }

    public bool Prefere { get; private set; }

    public override Guid RootId => ContactId;

    public override string Cle => E164 ?? Saisie;

    public bool Holds(TelephoneSaisi telephone) =>
        Saisie == telephone.Numero.Saisie && Libelle == telephone.Numero.Libelle && Nature == telephone.Nature && Prefere == telephone.Prefere;

    public override string ToString() => Libelle is null ? Saisie : $"{Saisie} ({Libelle})";
}

/// <summary>A person's place in an entreprise.</summary>
[SuitLeSujet]
public sealed class LienEntreprise : AggregatePart
{
    private LienEntreprise()
    {
    }

    internal LienEntreprise(Guid tenantId, Guid contactId, Guid entrepriseId) : base(tenantId) =>
        (ContactId, EntrepriseId) = (contactId, entrepriseId);

    public Guid ContactId { get; private set; }
    public Guid EntrepriseId { get; private set; }

    [DonneePersonnelle(CategorieDonnee.VieProfessionnelle, StrategieEffacement.Supprimer, Portable = true)]
    public string? Fonction { get; private set; }

    [DonneePersonnelle(CategorieDonnee.VieProfessionnelle, StrategieEffacement.Supprimer, Portable = true)]
    public string? Service { get; private set; }

    public DateOnly? Depuis { get; private set; }

    /// <summary>Last day in the entreprise; null while the person is there.</summary>
    public DateOnly? Jusqua { get; private set; }

    public override Guid RootId => ContactId;

    public override string Cle => EntrepriseId.ToString();

    internal void Change(string? fonction, string? service, DateOnly? depuis, DateOnly? jusqua) =>
        (Fonction, Service, Depuis, Jusqua) = (Texte.Clean(fonction), Texte.Clean(service), depuis, jusqua);

    public override string ToString() => Fonction ?? EntrepriseId.ToString();
}
