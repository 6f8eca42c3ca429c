using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Entreprises;

/// <summary>A list that INSEE publishes and an organisation may load.</summary>
public enum ListeInsee { NafRev2, Naf2025, CategoriesJuridiques, Communes }

/// <summary>What INSEE calls a code, from a list that the organisation loaded; the product ships those of divisions, legal forms and départements.</summary>
public sealed class LibelleInsee : TenantEntity
{
    private LibelleInsee()
    {
    }

    public LibelleInsee(Guid tenantId, ListeInsee liste, string code, string libelle) : base(tenantId) =>
        (Liste, Code, Libelle, Recherche) = (liste, code, libelle, TexteNormalise.Of(libelle));

    [NonPersonnelle("Liste de l'INSEE")]
    public ListeInsee Liste { get; private set; }

    [NonPersonnelle("Code de l'INSEE")]
    public string Code { get; private set; } = "";

    [NonPersonnelle("Libellé de l'INSEE")]
    public string Libelle { get; private set; } = "";

    /// <summary>Without case and accents, for the filter by activity.</summary>
    [NonPersonnelle("Libellé de l'INSEE")]
    public string Recherche { get; private set; } = "";
}
