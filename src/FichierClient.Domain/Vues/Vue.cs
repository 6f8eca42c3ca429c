using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Vues;

/// <summary>A list as somebody wants to find it again: its page with the state of its address. Private, or shared with the organisation.</summary>
public sealed class Vue : TenantEntity
{
    /// <summary>The pages that have views.</summary>
    public static readonly IReadOnlyList<string> Pages = ["entreprises", "contacts", "ventes"];

    private Vue()
    {
    }

    public Vue(Guid tenantId, Guid membreId, string page, string nom, string parametres) : base(tenantId)
    {
        if (!Pages.Contains(page)) throw new ArgumentException("This page has no views.", nameof(page));
        (MembreId, Page) = (membreId, page);
        Change(nom, parametres, false);
    }

    /// <summary>Who made it and alone may change it.</summary>
    public Guid MembreId { get; private set; }

    [NonPersonnelle("Nom d'une page du programme")]
    public string Page { get; private set; } = "";

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Caviarder)]
    public string Nom { get; private set; } = "";

    /// <summary>Filters, sort and columns, as in the address after the question mark; it may hold a searched name.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Caviarder)]
    public string Parametres { get; private set; } = "";

    public bool EstPartagee { get; private set; }

    public void Change(string nom, string parametres, bool partagee)
    {
        if (string.IsNullOrWhiteSpace(nom)) throw new DomainException("Nom_obligatoire") { Champ = nameof(Nom) };
        (Nom, Parametres, EstPartagee) = (nom.Trim(), parametres.TrimStart('?'), partagee);
    }
}
