using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Entreprises;

/// <summary>A company of the client file. Everything may be missing except the name.</summary>
public sealed class Entreprise : FicheFusionnable
{
    private readonly List<TelephoneEntreprise> _telephones = [];
    private readonly List<EtiquetteEntreprise> _etiquettes = [];

    private Entreprise()
    {
    }

    public Entreprise(Guid tenantId, string raisonSociale) : base(tenantId) => Rename(raisonSociale, null);

    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer, Portable = true)]
    public string RaisonSociale { get; private set; } = "";

    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer, Portable = true)]
    public string? NomCommercial { get; private set; }

    /// <summary>The organisation's own number for this company, from its old file.</summary>
    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer)]
    public string? Reference { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer, Portable = true)]
    public string? Siren { get; private set; }

    /// <summary>SIRET of the head office.</summary>
    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer, Portable = true)]
    public string? Siret { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer, Portable = true)]
    public string? NumeroTva { get; private set; }

    /// <summary>In INSEE's writing, <c>43.32A</c>.</summary>
    [NonPersonnelle("Activité")]
    public string? CodeNaf { get; private set; }

    [NonPersonnelle("Nomenclature")]
    public NomenclatureNaf? NomenclatureNaf { get; private set; }

    /// <summary>INSEE's four digits.</summary>
    [NonPersonnelle("Forme juridique")]
    public string? CategorieJuridique { get; private set; }

    /// <summary>INSEE's code of the staff band, such as <c>11</c> for 10 to 19.</summary>
    [NonPersonnelle("Tranche d'effectif")]
    public string? TrancheEffectif { get; private set; }

    /// <summary>An entreprise individuelle: then this row is personal data as a contact is.</summary>
    public bool EstPersonnePhysique { get; private set; }

    /// <summary>Statut de diffusion P in Sirene: who stands behind it objects to being solicited (code de commerce R. 123-320).</summary>
    public bool EstDiffusionPartielle { get; private set; }

    /// <summary>Null: the status follows the ventes.</summary>
    [NonPersonnelle("Statut commercial")]
    public StatutEntreprise? StatutManuel { get; private set; }

    /// <summary>The day on which it ceased, as Sirene or somebody said; null: it goes on, or nobody knows.</summary>
    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer)]
    public DateOnly? CesseeLe { get; private set; }

    public Adresse Facturation { get; private set; } = Adresse.Vide;
    public Adresse Livraison { get; private set; } = Adresse.Vide;

    /// <summary>From the billing address; a dimension of the dashboard.</summary>
    [NonPersonnelle("Maille du département")]
    public string? Departement { get; private set; }

    /// <summary>The town as it is searched: lower case, no accents. The database derives it from the billing address.</summary>
    [NonPersonnelle("Maille de la commune")]
    public string Ville { get; private set; } = "";

    /// <summary>The company's general address (contact@…); a person's goes to a contact.</summary>
    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Supprimer, Portable = true)]
    public string? Email { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Supprimer)]
    public string? Site { get; private set; }

    public Guid? CanalId { get; private set; }
    public Guid? ResponsableId { get; private set; }
    public Guid? MaisonMereId { get; private set; }

    /// <summary>Expected yearly amount, HT, organisation's currency.</summary>
    public decimal? Potentiel { get; private set; }

    /// <summary>Highest accepted price, HT, organisation's currency: the seed of pricing.</summary>
    public decimal? PrixMaximumAccepte { get; private set; }

    /// <summary>Normalised name and identifiers, for search (lower case, no accents).</summary>
    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer)]
    public string Recherche { get; private set; } = "";

    /// <summary>The name without legal form, accents and punctuation, by which likely duplicates are found; the database derives it.</summary>
    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer)]
    public string NomRapproche { get; private set; } = "";

    /// <summary>The domain of the site, else of the e-mail address; null for those of providers. The database derives it.</summary>
    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Supprimer)]
    public string? Domaine { get; private set; }

    public IReadOnlyList<TelephoneEntreprise> Telephones => _telephones;
    public IReadOnlyList<EtiquetteEntreprise> Etiquettes => _etiquettes;

    public void Rename(string raisonSociale, string? nomCommercial)
    {
        RaisonSociale = Texte.Clean(raisonSociale) ?? throw new DomainException("Nom_obligatoire") { Champ = nameof(RaisonSociale) };
        NomCommercial = Texte.Clean(nomCommercial);
        RefreshRecherche();
    }

    /// <summary>Sets the legal identity. Numbers are normalised; a SIRET brings its SIREN.</summary>
    /// <exception cref="DomainException">A number's key is wrong, or SIRET and SIREN disagree.</exception>
    public void Identify(IdentiteLegale identite)
    {
        var siren = Checked(identite.Siren, Common.Siren.Problem, Common.Siren.Normalize, nameof(Siren));
        var siret = Checked(identite.Siret, Common.Siret.Problem, Common.Siret.Normalize, nameof(Siret));
        if (siret is not null) siren ??= siret[..9];
        if (siret is not null && siret[..9] != siren) throw new DomainException("Siret_autre_siren") { Champ = nameof(Siret) };
        (Siren, Siret) = (siren, siret);
        NumeroTva = Checked(identite.NumeroTva, Common.NumeroTva.Problem, Common.NumeroTva.Normalize, nameof(NumeroTva));
        Reference = Texte.Clean(identite.Reference);
        CodeNaf = Entreprises.CodeNaf.Normalize(identite.CodeNaf);
        NomenclatureNaf = CodeNaf is null ? null : identite.NomenclatureNaf ?? Entreprises.NomenclatureNaf.NafRev2;
        CategorieJuridique = Texte.Clean(identite.CategorieJuridique);
        TrancheEffectif = Texte.Clean(identite.TrancheEffectif);
        EstPersonnePhysique = identite.EstPersonnePhysique;
        RefreshRecherche();
    }

    public void ChangeAdresses(Adresse facturation, Adresse livraison)
    {
        (Facturation, Livraison) = (facturation.Cleaned(), livraison.Cleaned());
        Departement = Facturation.Departement;
    }

    public void ChangeCoordonnees(string? email, string? site)
    {
        Email = Texte.Clean(email)?.ToLowerInvariant();
        Site = Texte.Clean(site);
    }

    public void ChangePotentiel(decimal? potentiel, decimal? prixMaximumAccepte)
    {
        if (potentiel < 0) throw new DomainException("Montant_negatif") { Champ = nameof(Potentiel) };
        if (prixMaximumAccepte < 0) throw new DomainException("Montant_negatif") { Champ = nameof(PrixMaximumAccepte) };
        (Potentiel, PrixMaximumAccepte) = (potentiel, prixMaximumAccepte);
    }

    public void Assign(Guid? responsableId) => ResponsableId = responsableId;

    public void ChangeCanal(Guid? canalId) => CanalId = canalId;

    /// <param name="partielle">Statut de diffusion P.</param>
    /// <param name="estPersonne">Whoever says so says too that it is an entreprise individuelle.</param>
    public void ChangeDiffusion(bool partielle, bool estPersonne = false) => (EstDiffusionPartielle, EstPersonnePhysique) = (partielle, EstPersonnePhysique || (partielle && estPersonne));

    public void Cease(DateOnly? le) => CesseeLe = le;

    public void FixStatut(StatutEntreprise? statut) => StatutManuel = statut;

    public void AttachTo(Guid? maisonMereId)
    {
        if (maisonMereId == Id) throw new DomainException("Maison_mere_soi_meme") { Champ = nameof(MaisonMereId) };
        MaisonMereId = maisonMereId;
    }

    /// <summary>Replaces the phone numbers, in their order; unchanged ones keep their row.</summary>
    public void ReplaceTelephones(IReadOnlyCollection<NumeroTelephone> numeros)
    {
        _telephones.RemoveAll(t => !numeros.Any(n => t.Holds(n)));
        foreach (var numero in numeros.Where(n => !_telephones.Any(t => t.Holds(n))))
            _telephones.Add(new TelephoneEntreprise(TenantId, Id, numero));
        PartOrdonnee.Order(numeros.Select(n => _telephones.Find(t => t.Holds(n))!).Distinct());
    }

    /// <summary>Replaces the labels; unchanged ones keep their row.</summary>
    public void ReplaceEtiquettes(IReadOnlyCollection<Guid> etiquetteIds)
    {
        _etiquettes.RemoveAll(e => !etiquetteIds.Contains(e.EtiquetteId));
        foreach (var id in etiquetteIds.Distinct().Where(id => !_etiquettes.Any(e => e.EtiquetteId == id)))
            _etiquettes.Add(new EtiquetteEntreprise(TenantId, Id, id));
    }

    private void RefreshRecherche() =>
        Recherche = TexteNormalise.Of(string.Join(' ', new[] { RaisonSociale, NomCommercial, Siren, Siret, NumeroTva, Reference }.Where(p => p is not null)));

    private static string? Checked(string? input, Func<string?, string?> problem, Func<string?, string?> normalize, string champ) =>
        problem(input) is { } sentence ? throw new DomainException("Identifiant_refuse", sentence) { Champ = champ } : normalize(input);
}

/// <summary>The legal identity of a French or foreign company, as typed.</summary>
public sealed record IdentiteLegale
{
    public string? Siren { get; init; }
    public string? Siret { get; init; }
    public string? NumeroTva { get; init; }
    public string? Reference { get; init; }
    public string? CodeNaf { get; init; }
    public NomenclatureNaf? NomenclatureNaf { get; init; }
    public string? CategorieJuridique { get; init; }
    public string? TrancheEffectif { get; init; }
    public bool EstPersonnePhysique { get; init; }
}
