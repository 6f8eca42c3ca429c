using System.Text.Json.Serialization;
using FichierClient.Application.Rgpd.Garde;
using FichierClient.Domain.Contacts;

namespace FichierClient.Application.Contacts;

/// <summary>A contact as it is typed: what the form fills, what the use cases check and save.</summary>
public class ContactSaisie : ITextesLibres
{
    public Civilite? Civilite { get; set; }
    public string? Prenom { get; set; }
    public string? Nom { get; set; }
    public List<EmailSaisi> Emails { get; set; } = [];
    public List<NumeroSaisi> Telephones { get; set; } = [];
    public List<LienSaisi> Liens { get; set; } = [];
    public int? NaissanceJour { get; set; }
    public int? NaissanceMois { get; set; }
    public int? NaissanceAnnee { get; set; }
    public string? ReperesPersonnels { get; set; }
    public string? Notes { get; set; }

    /// <summary>ISO 639-1; null: unknown.</summary>
    public string? Langue { get; set; }

    public Opposition Oppositions { get; set; }

    /// <summary>Why a sensitive passage is kept all the same; asked when the guard finds one.</summary>
    public string? MotifGarde { get; set; }

    [JsonIgnore]
    public IEnumerable<string?> TextesLibres => [ReperesPersonnels, Notes, MotifGarde];
}

/// <summary>A typed e-mail address.</summary>
public sealed class EmailSaisi
{
    public string? Adresse { get; set; }
    public NatureCoordonnee Nature { get; set; }
    public bool Prefere { get; set; }
}

/// <summary>A typed phone number.</summary>
public sealed class NumeroSaisi
{
    public string? Numero { get; set; }

    /// <summary>Mobile, ligne directe…; free.</summary>
    public string? Libelle { get; set; }
    public NatureCoordonnee Nature { get; set; }
    public bool Prefere { get; set; }
}

/// <summary>A typed place in an entreprise.</summary>
public sealed class LienSaisi
{
    public Guid? EntrepriseId { get; set; }

    /// <summary>Its name, for showing; not saved.</summary>
    public string? Entreprise { get; set; }
    public string? Fonction { get; set; }
    public string? Service { get; set; }
    public DateOnly? Depuis { get; set; }
    public DateOnly? Jusqua { get; set; }

    /// <summary>A line that was offered and not used; forms and imports save the others.</summary>
    public bool EstVide => EntrepriseId is null && string.IsNullOrWhiteSpace(Fonction) && string.IsNullOrWhiteSpace(Service) && Depuis is null && Jusqua is null;
}
