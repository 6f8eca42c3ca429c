using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Organisations;

/// <summary>How a client found us (product.md: canal d'acquisition).</summary>
public sealed class Canal : TenantEntity
{
    private Canal()
    {
    }

    public Canal(Guid tenantId, string nom) : base(tenantId) => Rename(nom);

    [NonPersonnelle("Liste de l'organisation")]
    public string Nom { get; private set; } = "";

    public void Rename(string nom) =>
        Nom = string.IsNullOrWhiteSpace(nom) ? throw new DomainException("Nom_obligatoire") { Champ = nameof(Nom) } : nom.Trim();
}

/// <summary>A label put on entreprises.</summary>
public sealed class Etiquette : TenantEntity
{
    private Etiquette()
    {
    }

    public Etiquette(Guid tenantId, string nom) : base(tenantId) => Rename(nom);

    [NonPersonnelle("Liste de l'organisation")]
    public string Nom { get; private set; } = "";

    public void Rename(string nom) =>
        Nom = string.IsNullOrWhiteSpace(nom) ? throw new DomainException("Nom_obligatoire") { Champ = nameof(Nom) } : nom.Trim();
}

/// <summary>A fiscal period of the organisation; a first one can last up to 24 months.</summary>
public sealed class Exercice : TenantEntity
{
    private Exercice()
    {
    }

    public Exercice(Guid tenantId, string nom, DateOnly debut, DateOnly fin) : base(tenantId) => Change(nom, debut, fin);

    [NonPersonnelle("Réglage")]
    public string Nom { get; private set; } = "";

    public DateOnly Debut { get; private set; }

    /// <summary>Last day, included.</summary>
    public DateOnly Fin { get; private set; }

    public void Change(string nom, DateOnly debut, DateOnly fin)
    {
        if (string.IsNullOrWhiteSpace(nom)) throw new DomainException("Nom_obligatoire") { Champ = nameof(Nom) };
        if (fin < debut) throw new DomainException("Exercice_fin_avant_debut") { Champ = nameof(Fin) };
        if (fin >= debut.AddMonths(24)) throw new DomainException("Exercice_trop_long") { Champ = nameof(Fin) };
        (Nom, Debut, Fin) = (nom.Trim(), debut, fin);
    }
}

/// <summary>The revenue that a member aims at in a month.</summary>
public sealed class Objectif : TenantEntity
{
    private Objectif()
    {
    }

    /// <param name="tenantId">The organisation.</param>
    /// <param name="membreId">Whose objective.</param>
    /// <param name="mois">Any day of the month; stored as its first.</param>
    /// <param name="montant">HT, in the organisation's currency, zero or more.</param>
    public Objectif(Guid tenantId, Guid membreId, DateOnly mois, decimal montant) : base(tenantId)
    {
        MembreId = membreId;
        Mois = new DateOnly(mois.Year, mois.Month, 1);
        Change(montant);
    }

    public Guid MembreId { get; private set; }
    public DateOnly Mois { get; private set; }
    public decimal Montant { get; private set; }

    public void Change(decimal montant) =>
        Montant = montant < 0 ? throw new DomainException("Montant_negatif") { Champ = nameof(Montant) } : Argent.Round(montant);
}
