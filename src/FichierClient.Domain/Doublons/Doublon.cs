using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Doublons;

/// <summary>Why two records may be one and the same. The search in the database sets the same bits.</summary>
[Flags]
public enum MotifsDoublon
{
    None = 0,
    Siren = 1,
    NumeroTva = 2,
    Reference = 4,
    Email = 8,
    Telephone = 16,

    /// <summary>Site or e-mail address under the same domain, providers of mailboxes left out.</summary>
    Domaine = 32,

    /// <summary>The same name without legal form, accents and punctuation.</summary>
    Nom = 64,

    /// <summary>Names close by their trigrams.</summary>
    NomProche = 128,
    CodePostal = 256,

    /// <summary>Contacts of the same entreprise.</summary>
    Entreprise = 512,
}

/// <summary>Two records that may be one and the same, found by the search; or that somebody said are not.</summary>
[SuitLeSujet]
public sealed class Doublon : TenantEntity
{
    private Doublon()
    {
    }

    [NonPersonnelle("Type de fiche")]
    public Sujet Sujet { get; private set; }

    /// <summary>The smaller of the two ids, so that a pair exists once.</summary>
    public Guid PremierId { get; private set; }

    public Guid SecondId { get; private set; }
    public MotifsDoublon Motifs { get; private set; }

    /// <summary>0 to 100: how sure the search is.</summary>
    public int Certitude { get; private set; }

    public DateTimeOffset TrouveLe { get; private set; }

    /// <summary>When somebody said that these are two; no later search proposes them again.</summary>
    public DateTimeOffset? EcarteLe { get; private set; }

    public Guid? EcarteParId { get; private set; }

    /// <summary>These are two.</summary>
    public void Ecarter(Guid membreId, DateTimeOffset now) => (EcarteLe, EcarteParId) = (now, membreId);

    /// <summary>They may be one after all.</summary>
    public void Reprendre() => (EcarteLe, EcarteParId) = (null, null);
}
