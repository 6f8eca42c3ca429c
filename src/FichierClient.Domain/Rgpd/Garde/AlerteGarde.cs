using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Garde;

/// <summary>
/// A free text holds something sensitive: where, of what kind, and why its author kept it; never the text. One for each kind and text (of a vente, each wording), so that
/// reading a text again changes nothing.
/// </summary>
[SuitLeSujet]
public sealed class AlerteGarde : TenantEntity
{
    private AlerteGarde()
    {
    }

    /// <param name="tenantId">The organisation.</param>
    /// <param name="lieu">Which free text.</param>
    /// <param name="sujetId">The note's, contact's or vente's id.</param>
    /// <param name="passage">The first passage of its kind.</param>
    /// <param name="origine">How it was noticed.</param>
    /// <param name="auteurId">Who wrote it or brought it in; null: unknown.</param>
    /// <param name="now">When it was noticed.</param>
    /// <param name="libelle">Of a line of a vente, the print of its wording.</param>
    public AlerteGarde(Guid tenantId, LieuTexte lieu, Guid sujetId, Signalement passage, OrigineAlerte origine, Guid? auteurId, DateTimeOffset now, string libelle = "") : base(tenantId)
    {
        (Lieu, SujetId, Categorie, Origine, AuteurId, ReleveLe, Libelle) = (lieu, sujetId, passage.Categorie, origine, auteurId, now, libelle);
        Place(passage);
    }

    [NonPersonnelle("Champ de texte libre")]
    public LieuTexte Lieu { get; private set; }

    public Guid SujetId { get; private set; }

    /// <summary>The keyed print of a line's wording: what is decided of it is decided of all its lines. Empty: a text of its own.</summary>
    [NonPersonnelle("Empreinte à clé d'un libellé")]
    public string Libelle { get; private set; } = "";

    /// <summary>Said of a person's note, it tells something of the person.</summary>
    [DonneePersonnelle(CategorieDonnee.ViePersonnelle, StrategieEffacement.Supprimer, Finalites = Finalites.Securite)]
    public CategorieSensible Categorie { get; private set; }

    /// <summary>Offset of the first passage.</summary>
    public int Debut { get; private set; }

    public int Longueur { get; private set; }

    [NonPersonnelle("Manière dont le passage a été relevé")]
    public OrigineAlerte Origine { get; private set; }

    /// <summary>Why the author kept it; asked when it is typed.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Caviarder, Finalites = Finalites.Securite)]
    public string? Motif { get; private set; }

    public Guid? AuteurId { get; private set; }
    public DateTimeOffset ReleveLe { get; private set; }
    public DateTimeOffset? TraiteLe { get; private set; }
    public Guid? TraiteParId { get; private set; }

    [NonPersonnelle("Suite donnée à l'alerte")]
    public SuiteAlerte? Suite { get; private set; }

    /// <summary>The text was read again: the passage may have moved.</summary>
    public void Place(Signalement passage) => (Debut, Longueur) = (passage.Debut, passage.Longueur);

    /// <summary>One of before, when a vente's lines were read as one text.</summary>
    public void Name(string libelle) => Libelle = libelle;

    /// <summary>What was decided of the same wording elsewhere holds here.</summary>
    public void Follow(DecisionLibelle decision) => (Suite, TraiteParId, TraiteLe) = (decision.Suite, decision.TraiteParId, decision.TraiteLe);

    public void Justify(string? motif) => Motif = Texte.Clean(motif) ?? Motif;

    /// <summary>The DPO looked at it and says what was done.</summary>
    public void Treat(SuiteAlerte suite, Guid membreId, DateTimeOffset now) => (Suite, TraiteParId, TraiteLe) = (suite, membreId, now);

    public void Reopen() => (Suite, TraiteParId, TraiteLe) = (null, null, null);
}

/// <summary>What the DPO decided of a wording.</summary>
public sealed record DecisionLibelle(string Libelle, CategorieSensible Categorie, SuiteAlerte Suite, Guid TraiteParId, DateTimeOffset TraiteLe);

/// <summary>The free texts of the client file.</summary>
public enum LieuTexte
{
    Note,
    ContactNotes,
    ContactReperes,

    /// <summary>A line of a vente.</summary>
    LigneVente,
}

public enum OrigineAlerte
{
    Saisie,
    Import,
    Examen,
}

/// <summary>What was done about an alert.</summary>
public enum SuiteAlerte
{
    Corrige,
    Conserve,
    FausseAlerte,
}
