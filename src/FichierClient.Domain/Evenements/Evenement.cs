using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Evenements;

/// <summary>
/// Something that happened with a client: a note, call, e-mail, visit, form… Shown on the time line of the entreprise, the
/// contact or both. It can carry a rappel: a day when a member has something to do.
/// </summary>
public sealed class Evenement : TenantEntity
{
    private Evenement()
    {
    }

    /// <param name="tenantId">The organisation.</param>
    /// <param name="type">Its kind.</param>
    /// <param name="survenuLe">When it happened.</param>
    /// <param name="auteurId">The member who wrote or did it; null: the system or the person concerned.</param>
    /// <param name="texte">Free text; may be empty when <paramref name="donnees"/> says it.</param>
    /// <param name="donnees">Structured data as JSON, or null.</param>
    public Evenement(Guid tenantId, TypeEvenement type, DateTimeOffset survenuLe, Guid? auteurId, string? texte, string? donnees = null) : base(tenantId)
    {
        if (string.IsNullOrWhiteSpace(texte) && donnees is null) throw new DomainException("Note_vide") { Champ = nameof(Texte) };
        (Type, SurvenuLe, AuteurId, Texte, Donnees) = (type, survenuLe, auteurId, Common.Texte.Clean(texte), donnees);
    }

    [NonPersonnelle("Nature de l'événement")]
    public TypeEvenement Type { get; private set; }

    public DateTimeOffset SurvenuLe { get; private set; }
    public Guid? AuteurId { get; private set; }
    public Guid? EntrepriseId { get; private set; }
    public Guid? ContactId { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Caviarder)]
    public string? Texte { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Caviarder)]
    public string? Donnees { get; private set; }

    /// <summary>The person herself called, answered or wrote: it starts the time of conservation again, what we do doesn't.</summary>
    public bool DeLaPersonne { get; private set; }

    public DateOnly? RappelLe { get; private set; }
    public Guid? RappelPourId { get; private set; }
    public DateTimeOffset? RappelFaitLe { get; private set; }
    public DateTimeOffset? SupprimeLe { get; private set; }

    /// <summary>The member who put it in the trash: an event has no history that could tell.</summary>
    public Guid? SupprimeParId { get; private set; }
    public uint Version { get; private set; }

    /// <exception cref="DomainException">Neither an entreprise nor a contact.</exception>
    public Evenement About(Guid? entrepriseId, Guid? contactId)
    {
        if (entrepriseId is null && contactId is null) throw new DomainException("Evenement_sans_sujet");
        (EntrepriseId, ContactId) = (entrepriseId, contactId);
        return this;
    }

    /// <summary>Says whether it came from the person; a note that one writes for oneself never does.</summary>
    public Evenement From(bool deLaPersonne)
    {
        DeLaPersonne = deLaPersonne && Type != TypeEvenement.Note;
        return this;
    }

    public void Rewrite(TypeEvenement type, string texte) =>
        (Type, Texte) = (type, Common.Texte.Clean(texte) ?? throw new DomainException("Note_vide") { Champ = nameof(Texte) });

    /// <summary>Sets or moves the rappel; it is to do again.</summary>
    public void Remind(DateOnly le, Guid pourId) => (RappelLe, RappelPourId, RappelFaitLe) = (le, pourId, null);

    public void ForgetRappel() => (RappelLe, RappelPourId, RappelFaitLe) = (null, null, null);

    public void FinishRappel(DateTimeOffset now) =>
        RappelFaitLe = RappelLe is null ? throw new DomainException("Rappel_absent") : RappelFaitLe ?? now;

    public void ReopenRappel() => RappelFaitLe = null;

    public void MoveToTrash(DateTimeOffset now, Guid parId)
    {
        if (SupprimeLe is null) (SupprimeLe, SupprimeParId) = (now, parId);
    }

    public void Restore() => (SupprimeLe, SupprimeParId) = (null, null);
}

public enum TypeEvenement
{
    Note,
    Appel,
    Email,
    RendezVous,
    Visite,
    Formulaire,
    Telechargement,
    Systeme,
}
