using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd;

/// <summary>What kind of origin a source is (rgpd.md 3.3).</summary>
public enum NatureSource
{
    Personne,
    Observee,
    Partenaire,
    FichierAchete,
    RegistrePublic,
    Enrichissement,
    Deduite,
}

/// <summary>
/// An origin of data, one row for each exact name and party: forms, imports and later connectors name it, and the database makes it when its name
/// comes up first. Its name is what was recorded with the data and is never rewritten; what the DPO knows of it is added here.
/// </summary>
public sealed class Source : TenantEntity
{
    /// <summary>Characters of each text about it.</summary>
    public const int PlusLong = 1000;

    private Source()
    {
    }

    /// <exception cref="DomainException">It has no name.</exception>
    public Source(Guid tenantId, string nom, Partie partie, DateTimeOffset now) : base(tenantId)
    {
        Nom = string.IsNullOrWhiteSpace(nom) ? throw new DomainException("Source_obligatoire") { Champ = nameof(Nom) } : nom.Trim();
        (Partie, CreeLe) = (partie, now);
        Nature = partie switch
        {
            Partie.Personne => NatureSource.Personne,
            Partie.Nous => NatureSource.Observee,
            Partie.Partenaire => NatureSource.Partenaire,
            _ => null,
        };
    }

    /// <summary>The exact name (RGPD art. 14(2)(f)): « partenaires » names nobody.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Caviarder)]
    public string Nom { get; private set; } = "";

    [NonPersonnelle("Partie")]
    public Partie Partie { get; private set; }

    /// <summary>Null: nobody has said yet what kind of third party it is.</summary>
    [NonPersonnelle("Nature de la source")]
    public NatureSource? Nature { get; private set; }

    /// <summary>The contract under which the data came.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Caviarder)]
    public string? Contrat { get; private set; }

    /// <summary>What proves that the data were collected lawfully, and where that is kept.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Caviarder)]
    public string? PreuveCollecte { get; private set; }

    /// <summary>The sentence that tells a person of this source.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Caviarder)]
    public string? PhraseMention { get; private set; }

    /// <summary>Which fields it gives, in words.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Caviarder)]
    public string? ChampsFournis { get; private set; }

    public DateTimeOffset CreeLe { get; private set; }

    public DateTimeOffset? ModifieLe { get; private set; }

    public Guid? ModifieParId { get; private set; }

    /// <summary>Data from others without a kind, or without a contract or proof: the controller has to be able to show both (RGPD art. 5(2)).</summary>
    public bool EstIncomplete => Partie is Partie.Partenaire or Partie.Tiers && (Nature is null || (Contrat is null && PreuveCollecte is null));

    /// <summary>What the DPO knows of it.</summary>
    /// <exception cref="DomainException">The kind isn't one of its party.</exception>
    public void Describe(NatureSource? nature, FicheSource fiche, Guid? membreId, DateTimeOffset now)
    {
        if (nature is { } kind && !Natures(Partie).Contains(kind)) throw new DomainException("Source_nature") { Champ = nameof(Nature) };
        Nature = nature;
        (Contrat, PreuveCollecte) = (Texte.Clean(fiche.Contrat), Texte.Clean(fiche.PreuveCollecte));
        (PhraseMention, ChampsFournis) = (Texte.Clean(fiche.PhraseMention), Texte.Clean(fiche.ChampsFournis));
        (ModifieParId, ModifieLe) = (membreId, now);
    }

    /// <summary>A proof that comes with an import; one that is known stays.</summary>
    public void Prove(string? preuve, Guid? membreId, DateTimeOffset now)
    {
        if (PreuveCollecte is not null || Texte.Clean(preuve) is not { } text) return;
        (PreuveCollecte, ModifieParId, ModifieLe) = (text, membreId, now);
    }

    /// <summary>The kinds that a party can be.</summary>
    public static IReadOnlyList<NatureSource> Natures(Partie partie) => partie switch
    {
        Partie.Personne => [NatureSource.Personne],
        Partie.Nous => [NatureSource.Observee, NatureSource.Deduite],
        Partie.Partenaire => [NatureSource.Partenaire, NatureSource.Enrichissement],
        _ => [NatureSource.FichierAchete, NatureSource.RegistrePublic, NatureSource.Enrichissement],
    };
}

/// <summary>What is written of a source.</summary>
public sealed record FicheSource(string? Contrat, string? PreuveCollecte, string? PhraseMention, string? ChampsFournis);
