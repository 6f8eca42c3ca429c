using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Demandes;

/// <summary>
/// A person's request under the GDPR: what is asked, by whom, where it stands and until when it must be answered. The person needs no
/// record in the file. Every step leaves a line in the journal, which nobody can change.
/// </summary>
public sealed partial class DemandeDroit : TenantEntity
{
    private readonly List<ResolutionDroit> _resolutions = [];
    private readonly List<DemandePersonne> _personnes = [];
    private readonly List<DemandeEtape> _etapes = [];

    private DemandeDroit()
    {
    }

    /// <exception cref="DomainException">No name, no right, or a day of receipt that is to come.</exception>
    public DemandeDroit(Guid tenantId, int numero, DemandeRecue recue, Guid? membreId, Calendrier calendrier) : base(tenantId)
    {
        if (recue.Droits.Count == 0) throw new DomainException("Demande_sans_droit") { Champ = nameof(DemandeRecue.Droits) };
        if (recue.Le > calendrier.Aujourdhui) throw new DomainException("Demande_recue_plus_tard") { Champ = nameof(DemandeRecue.Le) };
        if (recue.Le < calendrier.Aujourdhui.AddYears(-DelaisDemande.AnneesReception)) throw new DomainException("Demande_recue_trop_tot", DelaisDemande.AnneesReception) { Champ = nameof(DemandeRecue.Le) };
        (Annee, Numero, RecueLe, Canal) = (recue.Le.Year, numero, recue.Le, recue.Canal);
        (EnregistreeLe, ModifieeLe, RecueParId, EvenementId) = (calendrier.Maintenant, calendrier.Maintenant, membreId, recue.EvenementId);
        Describe(recue.Demandeur, recue.Objet);
        _resolutions.AddRange(recue.Droits.Distinct().Select(d => new ResolutionDroit(tenantId, Id, d)));
        var delais = DelaisDemande.At(RecueLe);
        EcheanceInitiale = Echeance = Echeances.After(RecueLe, delais.MoisReponse, 0, calendrier.EstFerie);
        ObjectifLe = RecueLe.AddDays(delais.JoursObjectif);
        Log(recue.EstTransmise || recue.Canal == CanalDemande.Transmission ? TypeEtape.Transmise : TypeEtape.Recue, membreId, calendrier.Maintenant);
    }

    public int Annee { get; private set; }
    public int Numero { get; private set; }

    /// <summary>Such as DR-2026-0001.</summary>
    public string Reference => FormattableString.Invariant($"DR-{Annee}-{Numero:0000}");

    /// <summary>The day on which the organisation received it, whoever of its people did: the clock's beginning.</summary>
    public DateOnly RecueLe { get; private set; }

    public DateTimeOffset EnregistreeLe { get; private set; }

    [NonPersonnelle("Canal de réception")]
    public CanalDemande Canal { get; private set; }

    /// <summary>The member who received or transmitted it.</summary>
    public Guid? RecueParId { get; private set; }

    /// <summary>The note that was transmitted.</summary>
    public Guid? EvenementId { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string Nom { get; private set; } = "";

    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string? Email { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string? Telephone { get; private set; }

    [DonneePersonnelle(CategorieDonnee.Coordonnees, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string? Adresse { get; private set; }

    /// <summary>By what right somebody asks for another person; null: the person herself.</summary>
    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string? Mandat { get; private set; }

    /// <summary>What is asked, in the person's words.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string? Objet { get; private set; }

    [NonPersonnelle("État de la demande")]
    public StatutDemande Statut { get; private set; }

    /// <summary>One month from receipt, as it was at the beginning.</summary>
    public DateOnly EcheanceInitiale { get; private set; }

    /// <summary>The limit as it is now, with suspensions that ended and an extension.</summary>
    public DateOnly Echeance { get; private set; }

    public DateOnly ObjectifLe { get; private set; }

    /// <summary>Since when the clock stands; null: it runs.</summary>
    public DateOnly? SuspendueDepuis { get; private set; }

    public int JoursSuspendus { get; private set; }
    public DateOnly? ProrogeeLe { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string? ProrogationMotif { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string? IdentiteQuestion { get; private set; }

    public DateTimeOffset? IdentiteDemandeeLe { get; private set; }
    public DateTimeOffset? IdentiteRecueLe { get; private set; }

    [NonPersonnelle("Niveau de vérification")]
    public NiveauIdentite? IdentiteNiveau { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string? IdentiteMoyen { get; private set; }

    /// <summary>When the copy of a document was destroyed: once it is checked, it isn't kept.</summary>
    public DateTimeOffset? CopieDetruiteLe { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.DemandesDroits)]
    public string? ClotureMotif { get; private set; }

    public DateTimeOffset? TermineeLe { get; private set; }

    /// <summary>Closed though a recipient never answered (art. 19).</summary>
    public bool AvecReserve { get; private set; }

    /// <summary>The last day on which the DPO was reminded.</summary>
    public DateOnly? RappeleeLe { get; private set; }

    public DateTimeOffset ModifieeLe { get; private set; }

    /// <summary>PostgreSQL's xmin: of two DPOs at once the second is told.</summary>
    public uint Version { get; private set; }

    public IReadOnlyList<ResolutionDroit> Resolutions => _resolutions;
    public IReadOnlyList<DemandePersonne> Personnes => _personnes;
    public IReadOnlyList<DemandeEtape> Etapes => _etapes;

    public bool EstOuverte => Statut is not (StatutDemande.Cloturee or StatutDemande.Irrecevable or StatutDemande.Refusee or StatutDemande.Retiree);

    /// <summary>The answer is out: the clock has stopped.</summary>
    public bool EstRepondue => Statut == StatutDemande.Repondue || !EstOuverte;

    public bool Asks(DroitDemande droit) => _resolutions.Exists(r => r.Droit == droit);

    /// <summary>Days until the limit; negative: overdue; null: suspended or answered.</summary>
    public int? JoursRestants(DateOnly aujourdhui) => EstRepondue || SuspendueDepuis is not null ? null : Echeance.DayNumber - aujourdhui.DayNumber;

    /// <summary>Whether the DPO is to be reminded today: on the agreed days before the limit, then every day.</summary>
    public bool MustRemind(DateOnly aujourdhui) => RappeleeLe != aujourdhui && IsReminderDay(aujourdhui);

    /// <summary>A day of reminder, told already or not.</summary>
    public bool IsReminderDay(DateOnly aujourdhui) => JoursRestants(aujourdhui) is { } jours && (jours <= 0 || DelaisDemande.At(RecueLe).Rappels.Contains(jours));

    /// <exception cref="DomainException">There is no name.</exception>
    public void Describe(Demandeur demandeur, string? objet)
    {
        Nom = Texte.Clean(demandeur.Nom) ?? throw new DomainException("Nom_obligatoire") { Champ = nameof(Nom) };
        (Email, Telephone, Adresse, Mandat, Objet) = (Texte.Clean(demandeur.Email)?.ToLowerInvariant(), Texte.Clean(demandeur.Telephone), Texte.Clean(demandeur.Adresse), Texte.Clean(demandeur.Mandat), Texte.Clean(objet));
    }

    /// <summary>Writes a line in the journal that goes with a change made elsewhere.</summary>
    public void Log(TypeEtape type, Guid? membreId, DateTimeOffset now, string? detail = null)
    {
        _etapes.Add(new DemandeEtape(TenantId, Id, type, membreId, now, detail));
        ModifieeLe = now;
    }
}

/// <summary>Who asks, as declared.</summary>
public sealed record Demandeur(string? Nom, string? Email, string? Telephone, string? Adresse = null, string? Mandat = null);

/// <summary>A request as it arrived.</summary>
public sealed record DemandeRecue(DateOnly Le, CanalDemande Canal, Demandeur Demandeur, IReadOnlyCollection<DroitDemande> Droits, string? Objet = null, Guid? EvenementId = null)
{
    /// <summary>A member heard or read it and handed it over.</summary>
    public bool EstTransmise { get; init; }
}

/// <summary>What day it is, and which days are public holidays.</summary>
public sealed record Calendrier(DateTimeOffset Maintenant, DateOnly Aujourdhui, Func<DateOnly, bool> EstFerie);
