using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Demandes;

public enum GenreDossier
{
    /// <summary>Everything about the person (RGPD art. 15).</summary>
    Acces,

    /// <summary>What she gave herself, under consent or contract (art. 20).</summary>
    Portabilite,
}

public enum StatutDossier
{
    EnCours,
    Pret,
    Echoue,

    /// <summary>Its file was deleted after the link's last day.</summary>
    Expire,
}

/// <summary>The package of a request and the link by which the person, who has no account, gets it once.</summary>
public sealed class DemandeDossier : TenantEntity
{
    private DemandeDossier()
    {
    }

    public DemandeDossier(Guid tenantId, Guid demandeId, GenreDossier genre, Guid membreId, DateTimeOffset now) : base(tenantId) =>
        (DemandeId, Genre, MembreId, CreeLe) = (demandeId, genre, membreId, now);

    public Guid DemandeId { get; private set; }

    [NonPersonnelle("Genre de dossier")]
    public GenreDossier Genre { get; private set; }

    [NonPersonnelle("État du dossier")]
    public StatutDossier Statut { get; private set; }

    public Guid MembreId { get; private set; }
    public DateTimeOffset CreeLe { get; private set; }
    public DateTimeOffset? TermineLe { get; private set; }

    /// <summary>Bytes.</summary>
    public long Taille { get; private set; }

    /// <summary>SHA-256 of the secret in the link; null: none was made, or it was used.</summary>
    [NonPersonnelle("Empreinte d'un secret aléatoire")]
    public byte[]? JetonHash { get; private set; }

    public DateTimeOffset? LienExpireLe { get; private set; }
    public DateTimeOffset? RemisLe { get; private set; }

    public void Finish(long taille, DateTimeOffset now) => (Statut, Taille, TermineLe) = (StatutDossier.Pret, taille, now);

    public void Fail(DateTimeOffset now) => (Statut, TermineLe) = (StatutDossier.Echoue, now);

    /// <summary>Its file goes; that it was made, and handed over or not, stays known.</summary>
    public void Expire() => (Statut, JetonHash) = (StatutDossier.Expire, null);

    /// <summary>Makes the link work, in place of an earlier one.</summary>
    public void Offer(byte[] jetonHash, DateTimeOffset expireLe)
    {
        if (Statut != StatutDossier.Pret) throw new DomainException("Dossier_pas_pret");
        (JetonHash, LienExpireLe) = (jetonHash, expireLe);
    }

    public bool MayBeHandedOver(DateTimeOffset now) => Statut == StatutDossier.Pret && JetonHash is not null && now < LienExpireLe;

    /// <summary>The link was used: it doesn't work again.</summary>
    public void HandOver(DateTimeOffset now) => (JetonHash, RemisLe) = (null, now);
}

/// <summary>A piece of a package's file, encrypted.</summary>
public sealed class DemandeDossierFragment : TenantEntity
{
    private DemandeDossierFragment()
    {
    }

    public DemandeDossierFragment(Guid tenantId, Guid dossierId, int numero, byte[] octets) : base(tenantId) =>
        (DossierId, Numero, Octets) = (dossierId, numero, octets);

    public Guid DossierId { get; private set; }
    public int Numero { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Supprimer, Finalites = Finalites.DemandesDroits)]
    public byte[] Octets { get; private set; } = [];
}
