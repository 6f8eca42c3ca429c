using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Conservation;

/// <summary>What can be put on hold: an object, never a person (rgpd.md 3.3).</summary>
public enum ObjetGele
{
    Entreprise,
    Vente,

    /// <summary>A breach: it stays in the register beyond its time.</summary>
    Violation,
}

public enum MotifGel
{
    Litige,
    Controle,
}

/// <summary>Keeps what hangs on an object from being erased by a rule while a dispute or an inspection lasts.</summary>
public sealed class Gel : TenantEntity
{
    private Gel()
    {
    }

    public Gel(Guid tenantId, ObjetGele objet, Guid objetId, MotifGel motif, string? raison, Guid membreId, DateTimeOffset now) : base(tenantId)
    {
        Raison = Texte.Clean(raison) ?? throw new DomainException("Gel_raison") { Champ = nameof(Raison) };
        (Objet, ObjetId, Motif, PoseParId, PoseLe) = (objet, objetId, motif, membreId, now);
    }

    [NonPersonnelle("Genre d'objet")]
    public ObjetGele Objet { get; private set; }

    public Guid ObjetId { get; private set; }

    [NonPersonnelle("Motif")]
    public MotifGel Motif { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Caviarder, Finalites = Finalites.DemandesDroits)]
    public string Raison { get; private set; } = "";

    public Guid PoseParId { get; private set; }
    public DateTimeOffset PoseLe { get; private set; }
    public Guid? LeveParId { get; private set; }
    public DateTimeOffset? LeveLe { get; private set; }

    /// <exception cref="DomainException">Lifted already.</exception>
    public void Lift(Guid membreId, DateTimeOffset now)
    {
        if (LeveLe is not null) throw new DomainException("Gel_leve");
        (LeveParId, LeveLe) = (membreId, now);
    }
}

/// <summary>The minutes of a run: what was approved and what was done, signed, never changed; it names nobody in the file.</summary>
public sealed class ProcesVerbal : TenantEntity
{
    private ProcesVerbal()
    {
    }

    public ProcesVerbal(Guid tenantId, Guid passageId, string contenu, byte[] signature, byte[] clePublique, DateTimeOffset now) : base(tenantId) =>
        (PassageId, Contenu, Signature, ClePublique, FaitLe) = (passageId, contenu, signature, clePublique, now);

    public Guid PassageId { get; private set; }

    /// <summary>JSON as it was signed, byte for byte.</summary>
    [NonPersonnelle("Comptes et dates d’un passage ; seul nom : le membre qui décide, à titre de preuve")]
    public string Contenu { get; private set; } = "";

    [NonPersonnelle("Signature")]
    public byte[] Signature { get; private set; } = [];

    [NonPersonnelle("Clé publique")]
    public byte[] ClePublique { get; private set; } = [];

    public DateTimeOffset FaitLe { get; private set; }
}
