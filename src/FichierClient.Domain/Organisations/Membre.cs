using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Organisations;

/// <summary>A user in an organisation, with a role. Withdrawn members stay, so that what they did keeps its author.</summary>
public sealed class Membre : TenantEntity
{
    private Membre()
    {
    }

    public Membre(Guid tenantId, Guid utilisateurId, string nom, string email, Role role, DateTimeOffset now) : base(tenantId)
    {
        UtilisateurId = utilisateurId;
        Nom = string.IsNullOrWhiteSpace(nom) ? throw new DomainException("Nom_obligatoire") { Champ = nameof(Nom) } : nom.Trim();
        Email = email;
        Role = role;
        (DepuisLe, VuLe) = (now, now);
    }

    /// <summary>The account's key in schema <c>comptes</c>.</summary>
    public Guid UtilisateurId { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Detacher, Finalites = Finalites.Securite)]
    public string Nom { get; private set; } = "";

    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Supprimer, Finalites = Finalites.Securite)]
    public string Email { get; private set; } = "";

    [NonPersonnelle("Rôle")]
    public Role Role { get; private set; }

    public Guid? EquipeId { get; private set; }
    public DateTimeOffset DepuisLe { get; private set; }
    public DateTimeOffset? RetireLe { get; private set; }

    /// <summary>The last day on which the member did something here; written at most once a day.</summary>
    public DateTimeOffset VuLe { get; private set; }

    /// <summary>When the member was told that the access ends because nobody uses it; null: not, or it was used since.</summary>
    public DateTimeOffset? PrevenuLe { get; private set; }

    public uint Version { get; private set; }

    public bool EstActif => RetireLe is null;

    public void Rename(string nom, string email) => (Nom, Email) = (nom.Trim(), email);

    public void ChangeRole(Role role) => Role = role;

    public void JoinEquipe(Guid? equipeId) => EquipeId = equipeId;

    public void Warn(DateTimeOffset now) => PrevenuLe = now;

    public void Withdraw(DateTimeOffset now) => RetireLe ??= now;

    /// <summary>The name went when the time of the account was over: what the member did keeps one author, whom nobody knows.</summary>
    public bool EstPseudonyme => Email.EndsWith(DomainePseudonyme, StringComparison.Ordinal);

    /// <summary>Reserved for names that lead nowhere (RFC 2606).</summary>
    public const string DomainePseudonyme = "@ancien-membre.invalid";

    /// <exception cref="DomainException">The member has access.</exception>
    public void Pseudonymize()
    {
        if (EstActif) throw new DomainException("Membre_actif");
        var code = Id.ToString("N")[^6..];
        (Nom, Email) = (Messages.Get("Membre_ancien", code), $"{code}{DomainePseudonyme}");
    }

    public void ComeBack(Role role, DateTimeOffset now)
    {
        (RetireLe, PrevenuLe, VuLe) = (null, null, now);
        Role = role;
    }
}
