using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Contacts;

/// <summary>A human: what is needed to reach and know a person, nothing else. Commercial facts hang on the entreprise.</summary>
public sealed class Contact : FicheFusionnable
{
    private readonly List<EmailContact> _emails = [];
    private readonly List<TelephoneContact> _telephones = [];
    private readonly List<LienEntreprise> _liens = [];

    private Contact()
    {
    }

    public Contact(Guid tenantId, Civilite? civilite, string? prenom, string? nom) : base(tenantId) => Rename(civilite, prenom, nom);

    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer, Portable = true)]
    public Civilite? Civilite { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer, Portable = true)]
    public string? Prenom { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer, Portable = true)]
    public string? Nom { get; private set; }

    /// <summary>« Prénom Nom », for lists and sorting by name.</summary>
    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer)]
    public string NomComplet { get; private set; } = "";

    [DonneePersonnelle(CategorieDonnee.ViePersonnelle, StrategieEffacement.Supprimer, Portable = true)]
    public int? NaissanceJour { get; private set; }

    [DonneePersonnelle(CategorieDonnee.ViePersonnelle, StrategieEffacement.Supprimer, Portable = true)]
    public int? NaissanceMois { get; private set; }

    /// <summary>Optional: a birthday is known without its year more often than with it.</summary>
    [DonneePersonnelle(CategorieDonnee.ViePersonnelle, StrategieEffacement.Supprimer, Portable = true)]
    public int? NaissanceAnnee { get; private set; }

    /// <summary>What a rep wants to know before a call. The person may read it (RGPD art. 15).</summary>
    [DonneePersonnelle(CategorieDonnee.ViePersonnelle, StrategieEffacement.Supprimer)]
    public string? ReperesPersonnels { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Supprimer)]
    public string? Notes { get; private set; }

    /// <summary>ISO 639-1.</summary>
    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer, Portable = true)]
    public string? Langue { get; private set; }

    /// <summary>Channels by which the person refuses to be solicited (RGPD art. 21).</summary>
    [DonneePersonnelle(CategorieDonnee.ViePersonnelle, StrategieEffacement.Supprimer, Finalites = Finalites.Prospection)]
    public Opposition Oppositions { get; private set; }

    /// <summary>Normalised name, for search.</summary>
    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer)]
    public string Recherche { get; private set; } = "";

    /// <summary>« Nom Prénom », by which lists are sorted in the French order; the database computes it.</summary>
    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer)]
    public string Tri { get; private set; } = "";

    public IReadOnlyList<EmailContact> Emails => _emails;
    public IReadOnlyList<TelephoneContact> Telephones => _telephones;
    public IReadOnlyList<LienEntreprise> Liens => _liens;

    /// <exception cref="DomainException">Neither first name nor name.</exception>
    public void Rename(Civilite? civilite, string? prenom, string? nom)
    {
        (Civilite, Prenom, Nom) = (civilite, Texte.Clean(prenom), Texte.Clean(nom));
        if (Prenom is null && Nom is null) throw new DomainException("Contact_sans_nom") { Champ = nameof(Nom) };
        NomComplet = $"{Prenom} {Nom}".Trim();
        Recherche = TexteNormalise.Of(NomComplet);
    }

    /// <exception cref="DomainException">The day doesn't exist in that month.</exception>
    public void ChangeAnniversaire(int? jour, int? mois, int? annee)
    {
        if (jour is null && mois is null) (NaissanceJour, NaissanceMois, NaissanceAnnee) = (null, null, null);
        else if (jour is null || mois is not (>= 1 and <= 12) || jour < 1 || jour > DateTime.DaysInMonth(annee ?? 2024, mois.Value) || annee is < 1900 or > 9999)
            throw new DomainException("Anniversaire_invalide") { Champ = nameof(NaissanceJour) };
        else (NaissanceJour, NaissanceMois, NaissanceAnnee) = (jour, mois, annee);
    }

    public void ChangeReperes(string? reperesPersonnels, string? notes, string? langue) =>
        (ReperesPersonnels, Notes, Langue) = (Texte.Clean(reperesPersonnels), Texte.Clean(notes), Texte.Clean(langue)?.ToLowerInvariant());

    public void Oppose(Opposition oppositions) => Oppositions = oppositions;

    /// <summary>Replaces the e-mail addresses; unchanged ones keep their row. At most one is preferred.</summary>
    public void ReplaceEmails(IReadOnlyCollection<AdresseEmail> emails)
    {
        _emails.RemoveAll(e => !emails.Any(n => e.Holds(n)));
        foreach (var email in emails.Where(n => !_emails.Any(e => e.Holds(n))))
            _emails.Add(new EmailContact(TenantId, Id, email));
    }

    /// <summary>Replaces the phone numbers, in their order; unchanged ones keep their row.</summary>
    public void ReplaceTelephones(IReadOnlyCollection<TelephoneSaisi> telephones)
    {
        _telephones.RemoveAll(t => !telephones.Any(n => t.Holds(n)));
        foreach (var telephone in telephones.Where(n => !_telephones.Any(t => t.Holds(n))))
            _telephones.Add(new TelephoneContact(TenantId, Id, telephone));
        PartOrdonnee.Order(telephones.Select(n => _telephones.Find(t => t.Holds(n))!).Distinct());
    }

    /// <summary>Links the person to an entreprise, or changes the link that stands.</summary>
    public void LinkTo(Guid entrepriseId, string? fonction, string? service, DateOnly? depuis, DateOnly? jusqua)
    {
        if (jusqua < depuis) throw new DomainException("Lien_fin_avant_debut") { Champ = nameof(LienEntreprise.Jusqua) };
        var lien = _liens.Find(l => l.EntrepriseId == entrepriseId);
        if (lien is null) _liens.Add(lien = new LienEntreprise(TenantId, Id, entrepriseId));
        lien.Change(fonction, service, depuis, jusqua);
    }

    public void Unlink(Guid entrepriseId) => _liens.RemoveAll(l => l.EntrepriseId == entrepriseId);
}

public enum Civilite
{
    Madame,
    Monsieur,
}

/// <summary>Channels of solicitation that a person refused.</summary>
[Flags]
public enum Opposition
{
    None = 0,
    Email = 1,
    Telephone = 2,
    Courrier = 4,
    Profilage = 8,
}

/// <summary>Belongs to a person by name, or to a service (contact@, standard).</summary>
public enum NatureCoordonnee
{
    Nominative,
    Generique,
}
