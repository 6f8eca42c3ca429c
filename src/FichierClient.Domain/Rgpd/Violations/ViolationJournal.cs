using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Violations;

/// <summary>A step of a breach's file. Written once: the database refuses to change or delete it.</summary>
public sealed class ViolationJournal : TenantEntity
{
    private ViolationJournal()
    {
    }

    public ViolationJournal(Guid tenantId, Guid violationId, ActeViolation acte, string? contenu, Guid? membreId, DateTimeOffset faitLe) : base(tenantId) =>
        (ViolationId, Acte, Contenu, MembreId, FaitLe) = (violationId, acte, contenu, membreId, faitLe);

    public Guid ViolationId { get; private set; }

    [NonPersonnelle("Acte du registre des violations")]
    public ActeViolation Acte { get; private set; }

    /// <summary>What was decided or changed, as JSON: each field with what it was and became, a scope with its counts, a proof. Like a request's file it is kept as it was.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.Violations | Finalites.DemandesDroits)]
    public string? Contenu { get; private set; }

    /// <summary>Null: the host.</summary>
    public Guid? MembreId { get; private set; }
    public DateTimeOffset FaitLe { get; private set; }
}

public enum ActeViolation
{
    Ouverture,
    Description,
    Perimetre,
    NotificationInitiale,
    NotificationComplementaire,
    InformationPersonnes,
    DispenseInformation,
    Preuve,
    Cloture,

    /// <summary>The host told of it as a processor (art. 33(2)).</summary>
    SignalementSousTraitant,
}
