using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Organisations;

/// <summary>An e-mail invitation to join with a role. Only the hash of its token is stored.</summary>
public sealed class Invitation : TenantEntity
{
    /// <summary>How long an invitation can be accepted.</summary>
    public static readonly TimeSpan Duree = TimeSpan.FromDays(7);

    private Invitation()
    {
    }

    public Invitation(Guid tenantId, string email, Role role, Guid inviteParId, byte[] jetonHash, DateTimeOffset now) : base(tenantId)
    {
        Email = email.Trim().ToLowerInvariant();
        Role = role;
        InviteParId = inviteParId;
        CreeeLe = now;
        Renew(jetonHash, now);
    }

    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Supprimer, Finalites = Finalites.Securite)]
    public string Email { get; private set; } = "";

    [NonPersonnelle("Rôle")]
    public Role Role { get; private set; }

    public Guid InviteParId { get; private set; }

    /// <summary>SHA-256 of the token that the e-mail carries.</summary>
    [NonPersonnelle("Empreinte d'un jeton aléatoire")]
    public byte[] JetonHash { get; private set; } = [];

    public DateTimeOffset CreeeLe { get; private set; }
    public DateTimeOffset ExpireLe { get; private set; }
    public DateTimeOffset? AccepteeLe { get; private set; }
    public DateTimeOffset? RevoqueeLe { get; private set; }

    public bool IsOpen(DateTimeOffset now) => AccepteeLe is null && RevoqueeLe is null && now < ExpireLe;

    /// <summary>Sends again: a new token, the old one no longer works.</summary>
    public void Renew(byte[] jetonHash, DateTimeOffset now)
    {
        JetonHash = jetonHash;
        ExpireLe = now + Duree;
    }

    public void Accept(DateTimeOffset now)
    {
        if (!IsOpen(now)) throw new DomainException("Invitation_fermee");
        AccepteeLe = now;
    }

    public void Revoke(DateTimeOffset now) => RevoqueeLe ??= now;
}
