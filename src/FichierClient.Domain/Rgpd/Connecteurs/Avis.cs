using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Connecteurs;

/// <summary>
/// What a connected system is told of a person whom it knows by a key (RGPD art. 19), whether it left, and what the system answered. Holds no word that
/// anybody typed. Of a person who was erased it doesn't hold the key either: only a keyed print of what the system answers by.
/// </summary>
public sealed class Avis : TenantEntity
{
    private Avis()
    {
    }

    private Avis(SystemeConnecte systeme, NatureAvis nature, Guid? demandeId, DateTimeOffset now) : base(systeme.TenantId)
    {
        (SystemeId, Nature, DemandeId, EmisLe, ProchainEssaiLe, EtatLe) = (systeme.Id, nature, demandeId, now, now, now);
        Envoi = systeme.AdresseRappel is null ? EnvoiAvis.SansAdresse : EnvoiAvis.AEnvoyer;
        EcheanceLe = now.AddDays(DelaisAvis.At(DateOnly.FromDateTime(now.UtcDateTime)).JoursAccuse);
    }

    /// <summary>About somebody who is still there.</summary>
    public static Avis Of(SystemeConnecte systeme, NatureAvis nature, Guid cle, Guid? demandeId, DateTimeOffset now) => new(systeme, nature, demandeId, now) { Cle = cle };

    /// <summary>About somebody who was erased.</summary>
    /// <param name="systeme">Who is told.</param>
    /// <param name="effacementId">The erasure.</param>
    /// <param name="demandeId">The request that led to it.</param>
    /// <param name="empreinte">Keyed print of the dead key's reference.</param>
    /// <param name="now">When.</param>
    public static Avis OfEffacement(SystemeConnecte systeme, Guid effacementId, Guid? demandeId, byte[] empreinte, DateTimeOffset now) =>
        new(systeme, NatureAvis.Effacement, demandeId, now) { EffacementId = effacementId, Empreinte = empreinte };

    public Guid SystemeId { get; private set; }

    [NonPersonnelle("Nature de l'avis")]
    public NatureAvis Nature { get; private set; }

    public Guid? DemandeId { get; private set; }
    public Guid? EffacementId { get; private set; }

    /// <summary>The person's key, while there is one.</summary>
    public Guid? Cle { get; private set; }

    [NonPersonnelle("Empreinte à clé d'une référence aléatoire")]
    public byte[]? Empreinte { get; private set; }

    [NonPersonnelle("État de l'accusé")]
    public EtatAvis Etat { get; private set; }

    public DateTimeOffset EtatLe { get; private set; }

    [NonPersonnelle("État de l'envoi")]
    public EnvoiAvis Envoi { get; private set; }

    public DateTimeOffset EmisLe { get; private set; }
    public int Essais { get; private set; }
    public DateTimeOffset ProchainEssaiLe { get; private set; }
    public DateTimeOffset? EnvoyeLe { get; private set; }

    /// <summary>How the last try ended: a status, or the kind of failure.</summary>
    [NonPersonnelle("Code de réponse d'un programme")]
    public string? Reponse { get; private set; }

    /// <summary>Until when an answer is waited for.</summary>
    public DateTimeOffset EcheanceLe { get; private set; }

    /// <summary>When the letter left that asks again; null: it is to be posted by hand, or none was due.</summary>
    public DateTimeOffset? RelanceLe { get; private set; }

    [NonPersonnelle("Article")]
    public BaseConservation? BaseLegale { get; private set; }

    /// <summary>Until when it keeps the data.</summary>
    public DateOnly? ConserveeJusquAu { get; private set; }

    [NonPersonnelle("Motif choisi dans une liste")]
    public MotifRefusAvis? MotifRefus { get; private set; }

    /// <summary>By what the DPO knows it, when the system didn't say so itself.</summary>
    [NonPersonnelle("Nature de la preuve")]
    public MoyenPreuve? Preuve { get; private set; }

    public Guid? PreuveParId { get; private set; }

    /// <summary>Nothing more is waited for.</summary>
    public bool EstFinal => Etat is EtatAvis.Terminee or EtatAvis.Conservee or EtatAvis.Refusee or EtatAvis.Remplace;

    /// <summary>An answer may still come in time.</summary>
    public bool EstAttendu => Etat is EtatAvis.Emis or EtatAvis.Recue or EtatAvis.EnCours;

    /// <summary>A sender has it until then; if that one dies, another takes it.</summary>
    public void Take(DateTimeOffset until) => ProchainEssaiLe = until;

    /// <summary>The system took it.</summary>
    public void Leave(string reponse, DateTimeOffset now)
    {
        (Envoi, EnvoyeLe, Reponse) = (EnvoiAvis.Envoye, now, reponse);
        Essais++;
        if (Etat == EtatAvis.Emis) Enter(EtatAvis.Recue, now);
    }

    /// <summary>It didn't leave: later, each time later, until it is given up; at once when another try would end alike.</summary>
    public void Fail(string reponse, bool estDefinitif, DateTimeOffset now)
    {
        Reponse = reponse;
        if (estDefinitif || Essais >= Courriels.Courriel.Attentes.Count) Envoi = EnvoiAvis.NonParti;
        else ProchainEssaiLe = now + Courriels.Courriel.Attentes[Essais];
        Essais++;
    }

    /// <exception cref="DomainException">It left, or nothing is waited for.</exception>
    public void Resend(bool hasAdresse, DateTimeOffset now)
    {
        if (EstFinal || Envoi is EnvoiAvis.AEnvoyer or EnvoiAvis.Annule || !hasAdresse) throw new DomainException("Avis_etat");
        (Envoi, Essais, ProchainEssaiLe) = (EnvoiAvis.AEnvoyer, 0, now);
    }

    /// <summary>The system says where it stands. The same word twice is no other; a final one isn't taken back.</summary>
    /// <exception cref="DomainException">Another final word was said, or what goes with this one is missing.</exception>
    public void Acknowledge(Accuse accuse, DateTimeOffset now)
    {
        if (accuse.Etat is not (EtatAvis.Recue or EtatAvis.EnCours or EtatAvis.Terminee or EtatAvis.Conservee or EtatAvis.Refusee)) throw new DomainException("Avis_etat_inconnu");
        if (accuse.Etat == EtatAvis.Conservee && accuse.BaseLegale is null) throw new DomainException("Avis_sans_base");
        if (accuse.Etat == EtatAvis.Refusee && accuse.Motif is null) throw new DomainException("Avis_sans_motif");
        if (EstFinal && accuse.Etat == Etat) return;
        if (EstFinal) throw new DomainException("Avis_etat");
        // It may say late that it received it; it doesn't go back behind what it said.
        if (accuse.Etat == EtatAvis.Recue && Etat is EtatAvis.EnCours or EtatAvis.SansReponse) return;
        (BaseLegale, ConserveeJusquAu, MotifRefus) = (accuse.Etat == EtatAvis.Conservee ? accuse.BaseLegale : null, accuse.Etat == EtatAvis.Conservee ? accuse.ConserveeJusquAu : null, accuse.Etat == EtatAvis.Refusee ? accuse.Motif : null);
        var wasUnderWay = Etat == EtatAvis.EnCours;
        Enter(accuse.Etat, now);
        if (Envoi == EnvoiAvis.AEnvoyer) Envoi = EnvoiAvis.Annule;
        // Once more « under way » is no more time.
        if (accuse.Etat == EtatAvis.EnCours && !wasUnderWay) EcheanceLe = now.AddDays(DelaisAvis.At(DateOnly.FromDateTime(now.UtcDateTime)).JoursTraitement);
    }

    /// <summary>The DPO knows it otherwise: a letter, a call.</summary>
    public void Prove(Accuse accuse, MoyenPreuve preuve, Guid membreId, DateTimeOffset now)
    {
        if (EstFinal || accuse.Etat is EtatAvis.Recue or EtatAvis.EnCours) throw new DomainException("Avis_etat");
        Acknowledge(accuse, now);
        (Preuve, PreuveParId) = (preuve, membreId);
    }

    /// <summary>Nothing came in time. What comes later is taken all the same.</summary>
    /// <param name="estRelance">A letter is e-mailed now.</param>
    /// <param name="now">When.</param>
    public void FallSilent(bool estRelance, DateTimeOffset now)
    {
        Enter(EtatAvis.SansReponse, now);
        if (estRelance) RelanceLe = now;
    }

    private void Enter(EtatAvis etat, DateTimeOffset now) => (Etat, EtatLe) = (etat, now);
}

/// <summary>What a system answers; each word from a list, so that no name comes in this way.</summary>
public sealed record Accuse(EtatAvis Etat, BaseConservation? BaseLegale = null, DateOnly? ConserveeJusquAu = null, MotifRefusAvis? Motif = null);

/// <summary>
/// How long an answer is waited for, as it stands from a day on. The law says « without delay » and no number: the parameter is the organisation's to change
/// with its processors' contracts.
/// </summary>
/// <param name="Depuis">First day on which it applies.</param>
/// <param name="JoursAccuse">Days until the notice is answered.</param>
/// <param name="JoursTraitement">Days more for a system that says that it is at work.</param>
public sealed record DelaisAvis(DateOnly Depuis, int JoursAccuse, int JoursTraitement)
{
    /// <summary>The oldest first.</summary>
    private static readonly IReadOnlyList<DelaisAvis> Tous = [new(new DateOnly(2018, 5, 25), 10, 30)];

    public static DelaisAvis At(DateOnly jour) => Tous.LastOrDefault(d => d.Depuis <= jour) ?? Tous[0];
}

/// <summary>What a system is told of.</summary>
public enum NatureAvis
{
    Effacement,
    Rectification,
    Limitation,
    LimitationLevee,
    Opposition,
}

/// <summary>Where its answer stands.</summary>
public enum EtatAvis
{
    /// <summary>Nothing was heard yet.</summary>
    Emis,
    Recue,
    EnCours,
    Terminee,

    /// <summary>It keeps the data, by law.</summary>
    Conservee,
    Refusee,
    SansReponse,

    /// <summary>Of no use any more: the person was erased, which it was told of.</summary>
    Remplace,
}

/// <summary>Whether it was posted.</summary>
public enum EnvoiAvis
{
    AEnvoyer,
    Envoye,
    NonParti,

    /// <summary>The system has no address for it: it asks itself, or gets a letter.</summary>
    SansAdresse,
    Annule,
}

/// <summary>RGPD art. 17(3), (a) to (e).</summary>
public enum BaseConservation
{
    LiberteExpression,
    ObligationLegale,
    SantePublique,
    Archives,
    DroitsEnJustice,
}

/// <summary>Why a system does nothing.</summary>
public enum MotifRefusAvis
{
    CleInconnue,
    DonneesAbsentes,
    ResponsableDistinct,
    Autre,
}

/// <summary>By what the DPO knows that it was done.</summary>
public enum MoyenPreuve
{
    Courrier,
    Courriel,
    Telephone,
    Attestation,
    Constat,
}
