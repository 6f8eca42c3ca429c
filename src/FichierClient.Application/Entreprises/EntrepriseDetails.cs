using FichierClient.Application.Evenements;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Ventes;

namespace FichierClient.Application.Entreprises;

/// <summary>Everything on the sheet of an entreprise. Amounts HT in the organisation's currency.</summary>
public sealed record EntrepriseDetails(Guid Id, string Nom)
{
    public string? NomCommercial { get; init; }
    public string? Reference { get; init; }
    public string? Siren { get; init; }
    public string? Siret { get; init; }
    public string? NumeroTva { get; init; }
    public string? CodeNaf { get; init; }

    /// <summary>INSEE's names, from the lists that the organisation loaded; null without.</summary>
    public string? LibelleNaf { get; init; }
    public string? LibelleForme { get; init; }
    public string? LibelleCommune { get; init; }
    public NomenclatureNaf? NomenclatureNaf { get; init; }
    public string? CategorieJuridique { get; init; }
    public string? TrancheEffectif { get; init; }
    public bool EstPersonnePhysique { get; init; }

    /// <summary>Not to be solicited: statut de diffusion P in Sirene.</summary>
    public bool EstDiffusionPartielle { get; init; }
    public StatutEntreprise Statut { get; init; }

    /// <summary>Set by hand: it doesn't follow the ventes.</summary>
    public bool StatutFixe { get; init; }
    public Adresse Facturation { get; init; } = Adresse.Vide;
    public Adresse Livraison { get; init; } = Adresse.Vide;

    /// <summary>The day on which it ceased.</summary>
    public DateOnly? CesseeLe { get; init; }
    public string? Email { get; init; }
    public string? Site { get; init; }
    public string? Canal { get; init; }
    public string? Responsable { get; init; }
    public Guid? MaisonMereId { get; init; }

    /// <summary>Null when there is none, or when the member may not see it.</summary>
    public string? MaisonMere { get; init; }
    public decimal? Potentiel { get; init; }
    public decimal? PrixMaximumAccepte { get; init; }
    public DateTimeOffset? SupprimeLe { get; init; }

    /// <summary>Since when its processing is restricted: only the DPO reads it then.</summary>
    public DateTimeOffset? LimiteLe { get; init; }

    /// <summary>Its running contract goes on under the restriction.</summary>
    public DateTimeOffset? ContratExempteLe { get; init; }

    /// <summary>The record that it was merged into, while it is followed.</summary>
    internal Guid? SurvivantId { get; init; }

    /// <summary>The search found records that may be the same, and nobody said that they are not.</summary>
    public bool ADesDoublons { get; init; }
    public EntrepriseFigures Figures { get; init; } = new();
    public DernierEchange? DernierEchange { get; init; }
    public ProchaineAction? ProchaineAction { get; init; }
    public IReadOnlyList<TelephoneDetails> Telephones { get; init; } = [];
    public IReadOnlyList<string> Etiquettes { get; init; } = [];

    /// <summary>The first ones; <see cref="NbContacts"/> tells how many there are.</summary>
    public IReadOnlyList<ContactLie> Contacts { get; init; } = [];
    public int NbContacts { get; init; }

    /// <summary>The latest ones, drafts and cancelled ones too.</summary>
    public IReadOnlyList<VenteLiee> Ventes { get; init; } = [];
    public IReadOnlyList<Reference> Filiales { get; init; } = [];
}

/// <summary>The figures on top of the sheet, true for <see cref="Au"/>. "Precedents": the 12 months before the last 12.</summary>
public sealed record EntrepriseFigures
{
    public DateOnly Au { get; init; }
    public decimal Ca12m { get; init; }
    public decimal Ca12mPrecedents { get; init; }
    public decimal CaTotal { get; init; }

    /// <summary>Number of factures.</summary>
    public int Factures12m { get; init; }
    public int Factures12mPrecedents { get; init; }

    /// <summary>Sum of the factures, avoirs not subtracted: divided by their number it is the average basket.</summary>
    public decimal MontantFactures12m { get; init; }
    public decimal MontantFactures12mPrecedents { get; init; }
    public DateOnly? PremiereVente { get; init; }
    public DateOnly? DerniereVente { get; init; }
    public decimal DerniereVenteMontant { get; init; }

    /// <summary>Silent for more than twice its usual gap between factures.</summary>
    public bool Ralentit { get; init; }

    /// <summary>CA by calendar month, 24 of them, the current one last.</summary>
    public IReadOnlyList<decimal> Mois { get; init; } = [];

    /// <summary>Null without factures.</summary>
    public decimal? PanierMoyen => Factures12m == 0 ? null : MontantFactures12m / Factures12m;

    public decimal? PanierMoyenPrecedent => Factures12mPrecedents == 0 ? null : MontantFactures12mPrecedents / Factures12mPrecedents;
}

/// <summary>A phone number as typed, as dialled, and what it is.</summary>
public sealed record TelephoneDetails(string Saisie, string? E164, string? Libelle)
{
    public string Texte => Common.Telephones.Show(Saisie, E164);
}

/// <summary>A person of the entreprise.</summary>
public sealed record ContactLie(Guid Id, string Nom, string? Fonction, string? Email, string? Telephone, string? E164, bool Parti);

/// <summary>A vente of the entreprise; Montant is negative for an avoir.</summary>
public sealed record VenteLiee(Guid Id, TypeVente Type, StatutVente Statut, string? Numero, DateOnly Date, decimal Montant);
