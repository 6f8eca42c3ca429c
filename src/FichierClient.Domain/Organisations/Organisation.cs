using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Organisations;

/// <summary>A tenant: one company's client file. Its <see cref="Id"/> is the tenant of every other row.</summary>
public sealed class Organisation
{
    private Organisation()
    {
    }

    /// <param name="slug">Short name in addresses and commands: lower-case letters, digits, hyphens; 2 to 40 characters.</param>
    /// <param name="nom">The name shown.</param>
    /// <param name="creeLe">The instant of creation.</param>
    public Organisation(string slug, string nom, DateTimeOffset creeLe)
    {
        if (!IsSlug(slug)) throw new DomainException("Organisation_slug") { Champ = nameof(Slug) };
        Id = Guid.CreateVersion7();
        Slug = slug;
        CreeLe = creeLe;
        Nom = Checked(nom);
    }

    public Guid Id { get; private set; }

    [NonPersonnelle("Nom technique de l'organisation")]
    public string Slug { get; private set; } = "";

    [NonPersonnelle("Raison sociale du responsable de traitement")]
    public string Nom { get; private set; } = "";

    /// <summary>IANA name: decides which day is today for every figure.</summary>
    [NonPersonnelle("Réglage")]
    public string Fuseau { get; private set; } = "Europe/Paris";

    /// <summary>ISO 4217: the currency of every figure. Fixed once a sale exists.</summary>
    [NonPersonnelle("Réglage")]
    public string Devise { get; private set; } = "EUR";

    public bool EstDemo { get; private set; }

    /// <summary>Members may ask the public directory of companies: what they type leaves the installation.</summary>
    public bool AnnuaireActif { get; private set; }

    /// <summary>Which key its list of objections was made with, where it came with its own (not the key): without that file nobody on the list would be recognised.</summary>
    [NonPersonnelle("Numéro d'une clé")]
    public string? CleEmpreintes { get; private set; }

    public DateTimeOffset CreeLe { get; private set; }

    public void Rename(string nom) => Nom = Checked(nom);

    /// <exception cref="DomainException">The zone is unknown to the system.</exception>
    public void ChangeFuseau(string fuseau)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(fuseau, out _)) throw new DomainException("Organisation_fuseau") { Champ = nameof(Fuseau) };
        Fuseau = fuseau;
    }

    /// <exception cref="DomainException">Not three capital letters, or the organisation has ventes.</exception>
    public void ChangeDevise(string devise, bool hasVentes)
    {
        if (devise == Devise) return;
        if (hasVentes) throw new DomainException("Organisation_devise_figee") { Champ = nameof(Devise) };
        if (devise.Length != 3 || !devise.All(char.IsAsciiLetterUpper)) throw new DomainException("Devise_invalide") { Champ = nameof(Devise) };
        Devise = devise;
    }

    public void ChangeAnnuaire(bool actif) => AnnuaireActif = actif;

    public void MarkAsDemo() => EstDemo = true;

    /// <summary>Today's date in the organisation's time zone.</summary>
    public DateOnly Today(DateTimeOffset now) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(Fuseau)).DateTime);

    public static bool IsSlug(string? slug) =>
        slug is { Length: >= 2 and <= 40 } && slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && slug[0] != '-' && slug[^1] != '-';

    private static string Checked(string nom) =>
        string.IsNullOrWhiteSpace(nom) ? throw new DomainException("Nom_obligatoire") { Champ = nameof(Nom) } : nom.Trim();
}
