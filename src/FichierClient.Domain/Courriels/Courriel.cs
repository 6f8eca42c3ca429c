using System.Security.Cryptography;
using System.Text;
using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Courriels;

/// <summary>Where an e-mail stands.</summary>
public enum StatutCourriel
{
    AEnvoyer,

    /// <summary>The mail server took it.</summary>
    Envoye,

    /// <summary>The mail server refused it, or couldn't be reached for too long; it can be sent again.</summary>
    NonParti,

    /// <summary>It isn't to leave any more: its reader was erased.</summary>
    Annule,

    /// <summary>It waited when the organisation moved here: whether the installation that it comes from sent it isn't known.</summary>
    Ailleurs,
}

/// <summary>
/// An e-mail that is to leave. Written in the transaction of what it tells of, so that neither exists without the other. Once it has left, its words
/// and its address go; what it was about, when, and its print stay.
/// </summary>
public sealed class Courriel : TenantEntity
{
    /// <summary>From one try to the next; after the last one it is given up: nearly two days in all.</summary>
    public static readonly IReadOnlyList<TimeSpan> Attentes =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    private const int LongestAnswer = 500;

    private Courriel()
    {
    }

    /// <param name="tenantId">The organisation.</param>
    /// <param name="ecrit">What is to leave, and where to.</param>
    /// <param name="demandeId">The request that it belongs to.</param>
    /// <param name="now">When it was written.</param>
    public Courriel(Guid tenantId, CourrielEcrit ecrit, Guid? demandeId, DateTimeOffset now) : base(tenantId)
    {
        (Destinataire, Objet, Corps, Reference, CourrierId) = (ecrit.Destinataire, ecrit.Objet, ecrit.Corps, ecrit.Reference, ecrit.CourrierId);
        (DemandeId, CreeLe, ProchainEssaiLe) = (demandeId, now, now);
        Empreinte = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Objet}\n{Corps}")));
    }

    public Guid? DemandeId { get; private set; }

    /// <summary>The letter that it carries, which leaves as a PDF beside the text; null: a message of the program.</summary>
    public Guid? CourrierId { get; private set; }

    [NonPersonnelle("Référence de la demande")]
    public string Reference { get; private set; } = "";

    /// <summary>Null once it has left or is not to leave any more.</summary>
    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string? Destinataire { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string Objet { get; private set; } = "";

    /// <summary>Null once it has left or is not to leave any more.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string? Corps { get; private set; }

    /// <summary>SHA-256 of subject and text.</summary>
    [NonPersonnelle("Empreinte du texte")]
    public string Empreinte { get; private set; } = "";

    [NonPersonnelle("État de l'envoi")]
    public StatutCourriel Statut { get; private set; }

    public DateTimeOffset CreeLe { get; private set; }
    public int Essais { get; private set; }
    public DateTimeOffset ProchainEssaiLe { get; private set; }
    public DateTimeOffset? EnvoyeLe { get; private set; }

    /// <summary>What the mail server said last; a refusal may repeat the address.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string? Reponse { get; private set; }

    /// <summary>The mail server took it.</summary>
    public void Leave(string reponse, DateTimeOffset now)
    {
        (Statut, EnvoyeLe, Reponse) = (StatutCourriel.Envoye, now, Short(reponse));
        Essais++;
        Forget();
    }

    /// <summary>It didn't leave. A refusal for good is the end at once; otherwise it is tried again, each time later, until it is given up.</summary>
    /// <returns>True: it is given up now.</returns>
    public bool Fail(string reponse, bool estDefinitif, DateTimeOffset now)
    {
        Reponse = Short(reponse);
        var givenUp = estDefinitif || Essais >= Attentes.Count;
        if (givenUp) Statut = StatutCourriel.NonParti;
        else ProchainEssaiLe = now + Attentes[Essais];
        Essais++;
        return givenUp;
    }

    /// <exception cref="DomainException">It left, or isn't to leave any more.</exception>
    public void Resend(DateTimeOffset now)
    {
        if (Statut is not (StatutCourriel.NonParti or StatutCourriel.Ailleurs) || Corps is null) throw new DomainException("Courriel_etat");
        (Statut, Essais, ProchainEssaiLe) = (StatutCourriel.AEnvoyer, 0, now);
    }

    /// <summary>The installation that it comes from sent it.</summary>
    /// <exception cref="DomainException">It isn't one of those.</exception>
    public void LeftElsewhere(string reponse, DateTimeOffset now)
    {
        if (Statut != StatutCourriel.Ailleurs) throw new DomainException("Courriel_etat");
        Leave(reponse, now);
    }

    /// <summary>It isn't to leave any more; neither its words nor its address are kept.</summary>
    public void Cancel(string objet)
    {
        (Statut, Objet, Reponse) = (StatutCourriel.Annule, objet, null);
        Forget();
    }

    private void Forget() => (Destinataire, Corps) = (null, null);

    private static string Short(string text) => text.Length > LongestAnswer ? text[..LongestAnswer] : text;
}

/// <summary>An e-mail as it was written.</summary>
/// <param name="Destinataire">An address.</param>
/// <param name="Objet">Its subject.</param>
/// <param name="Corps">Its text.</param>
/// <param name="Reference">Of the request; it names the PDF.</param>
/// <param name="CourrierId">The letter that leaves as a PDF beside the text.</param>
public sealed record CourrielEcrit(string Destinataire, string Objet, string Corps, string Reference, Guid? CourrierId = null);
