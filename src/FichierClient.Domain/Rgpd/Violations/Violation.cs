using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Violations;

/// <summary>A personal data breach (RGPD art. 33 and 34), kept in the register whether it is notified or not (art. 33(5)).</summary>
public sealed partial class Violation : TenantEntity
{
    private Violation()
    {
    }

    /// <param name="tenantId">The organisation.</param>
    /// <param name="reference">Its number in the register.</param>
    /// <param name="priseConnaissanceLe">When the organisation became aware, with reasonable certainty: the clock starts.</param>
    /// <param name="description">What is known so far.</param>
    /// <param name="now">The instant of the entry.</param>
    public Violation(Guid tenantId, string reference, DateTimeOffset priseConnaissanceLe, DescriptionViolation description, DateTimeOffset now) : base(tenantId)
    {
        if (priseConnaissanceLe > now) throw new DomainException("Violation_date_future") { Champ = nameof(PriseConnaissanceLe) };
        (Reference, PriseConnaissanceLe, CreeLe) = (reference, priseConnaissanceLe, now);
        Describe(description);
    }

    /// <summary>The processor told the organisation, which is aware from now on.</summary>
    public static Violation Told(Guid tenantId, string reference, string incident, DescriptionViolation description, DateTimeOffset now) =>
        new(tenantId, reference, now, description, now) { Incident = incident };

    [NonPersonnelle("Numéro dans le registre")]
    public string Reference { get; private set; } = "";

    /// <summary>The host's own reference of an incident that it told of as a processor (art. 33(2)); null: the organisation found it itself.</summary>
    [NonPersonnelle("Référence donnée par l'hébergeur")]
    public string? Incident { get; private set; }

    public DateTimeOffset CreeLe { get; private set; }
    public DateTimeOffset PriseConnaissanceLe { get; private set; }

    /// <summary>A first notification is due until then.</summary>
    public DateTimeOffset Echeance => DelaisViolation.Notification(PriseConnaissanceLe);

    public DateTimeOffset? NotifieeLe { get; private set; }

    [NonPersonnelle("Numéro donné par l'autorité")]
    public string? NumeroCnil { get; private set; }

    /// <summary>Why the first notification came after its time (art. 33(1)).</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.Violations)]
    public string? MotifRetard { get; private set; }

    public DateTimeOffset? CompleteeLe { get; private set; }
    public DateTimeOffset? PersonnesInformeesLe { get; private set; }
    public ContenuInformation ContenuInformation { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.Violations)]
    public string? MoyenInformation { get; private set; }

    public int? NombreInformees { get; private set; }

    [NonPersonnelle("Registre des violations, RGPD art. 33(5)")]
    public ExceptionInformation? Exception { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.Violations)]
    public string? MotifException { get; private set; }

    public DateTimeOffset? CloseLe { get; private set; }
    public uint Version { get; private set; }

    /// <summary>The one next step.</summary>
    public EtapeViolation Etape => this switch
    {
        { CloseLe: not null } => EtapeViolation.Close,
        { Risque: null } or { Gravite: null } => EtapeViolation.Qualifier,
        { Risque: not RisqueViolation.Aucun, NotifieeLe: null } => EtapeViolation.NotifierInitiale,
        { Risque: RisqueViolation.Eleve, PersonnesInformeesLe: null, Exception: null } => EtapeViolation.InformerPersonnes,
        // What was notified is completed, also when the risk turned out to be none: the authority is told so.
        { NotifieeLe: not null, CompleteeLe: null } => EtapeViolation.NotifierComplementaire,
        _ => EtapeViolation.Clore,
    };

    /// <summary>The instant that the next step has to respect; null: it has none.</summary>
    public DateTimeOffset? EcheanceEtape => Etape switch
    {
        EtapeViolation.Qualifier or EtapeViolation.NotifierInitiale => Echeance,
        EtapeViolation.NotifierComplementaire => DelaisViolation.Complement(NotifieeLe!.Value),
        // Without undue delay (art. 34(1)): no later than the authority is told.
        EtapeViolation.InformerPersonnes => Echeance,
        _ => null,
    };

    /// <summary>The first notification was sent to the CNIL.</summary>
    /// <exception cref="DomainException">Before awareness or in the future; late without a reason; twice.</exception>
    public void Notify(DateTimeOffset le, string? numero, string? motifRetard, DateTimeOffset now)
    {
        RefuseWhenClosed();
        if (NotifieeLe is not null) throw new DomainException("Violation_deja_notifiee");
        Check(le, PriseConnaissanceLe, now);
        if (le > Echeance && string.IsNullOrWhiteSpace(motifRetard)) throw new DomainException("Violation_motif_retard") { Champ = nameof(MotifRetard) };
        (NotifieeLe, NumeroCnil, MotifRetard) = (le, Texte.Clean(numero), le > Echeance ? Texte.Clean(motifRetard) : null);
    }

    /// <summary>The complementary notification was sent, or the first one was complete.</summary>
    /// <exception cref="DomainException">Nothing was notified before.</exception>
    public void Complete(DateTimeOffset le, DateTimeOffset now)
    {
        RefuseWhenClosed();
        if (NotifieeLe is not { } first) throw new DomainException("Violation_pas_notifiee");
        Check(le, first, now);
        CompleteeLe = le;
    }

    /// <summary>The persons were told, with all that art. 34(2) asks.</summary>
    /// <exception cref="DomainException">Something that has to be told is missing, or how.</exception>
    public void Inform(DateTimeOffset le, string? moyen, int? nombre, ContenuInformation contenu, DateTimeOffset now)
    {
        RefuseWhenClosed();
        Check(le, PriseConnaissanceLe, now);
        if (contenu != ContenuInformation.Complet) throw new DomainException("Violation_contenu_incomplet") { Champ = nameof(ContenuInformation) };
        if (string.IsNullOrWhiteSpace(moyen)) throw new DomainException("Violation_moyen") { Champ = nameof(MoyenInformation) };
        (PersonnesInformeesLe, MoyenInformation, NombreInformees, ContenuInformation, Exception, MotifException) = (le, moyen.Trim(), nombre, contenu, null, null);
    }

    /// <summary>The persons needn't be told (art. 34(3)), for a written reason.</summary>
    public void Dispense(ExceptionInformation exception, string? motif)
    {
        RefuseWhenClosed();
        if (PersonnesInformeesLe is not null) throw new DomainException("Violation_deja_informees");
        if (string.IsNullOrWhiteSpace(motif)) throw new DomainException("Violation_motif_exception") { Champ = nameof(MotifException) };
        (Exception, MotifException) = (exception, motif.Trim());
    }

    /// <exception cref="DomainException">Something is still to be done.</exception>
    public void Close(DateTimeOffset now)
    {
        if (Etape is not EtapeViolation.Clore) throw new DomainException("Violation_pas_finie");
        CloseLe = now;
    }

    private void RefuseWhenClosed()
    {
        if (CloseLe is not null) throw new DomainException("Violation_close");
    }

    private static void Check(DateTimeOffset le, DateTimeOffset notBefore, DateTimeOffset now)
    {
        if (le < notBefore) throw new DomainException("Violation_date_avant");
        if (le > now) throw new DomainException("Violation_date_future");
    }
}
