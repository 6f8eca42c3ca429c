using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Conservation;

/// <summary>Whom a rule is about.</summary>
public enum PopulationConservation
{
    /// <summary>Contacts of whom no entreprise ever bought.</summary>
    Prospects,

    /// <summary>Contacts of an entreprise that bought.</summary>
    Clients,
    Contrats,
    Comptabilite,
    Oppositions,
    Demandes,
    Utilisateurs,
    Journaux,
    Violations,
}

/// <summary>What the time runs from.</summary>
public enum EvenementDepart
{
    /// <summary>The last thing that the person did herself; when there is none, the day her data were collected.</summary>
    DernierContactPersonne,

    /// <summary>The last purchase of her entreprises or what she did herself since, whichever is later.</summary>
    FinRelation,
    FinContrat,
    ClotureExercice,
    Cloture,
    Inscription,
    FinAcces,
    Ecriture,
}

/// <summary>RGPD art. 5(1)(e): in use, or kept aside for proof.</summary>
public enum PhaseConservation
{
    BaseActive,
    ArchiveIntermediaire,
}

/// <summary>What happens at the end.</summary>
public enum ActionConservation
{
    Effacer,
    Purger,
    Pseudonymiser,
    Revoir,
}

/// <summary>
/// How long data of a population are kept. A rule is never rewritten: a change closes it on its day and opens the next one under the same
/// code, so that what applied on a day can be told.
/// </summary>
public sealed class RegleConservation : TenantEntity
{
    /// <summary>Days that a DPO has, from the day on which an organisation first has a rule, before the program acts on it by itself.</summary>
    public const int JoursAvantProgramme = 30;

    private RegleConservation()
    {
    }

    public RegleConservation(Guid tenantId, string code, RegleSaisie saisie, DateOnly depuis, Guid? membreId) : base(tenantId)
    {
        if (string.IsNullOrWhiteSpace(saisie.Nom)) throw new DomainException("Nom_obligatoire") { Champ = nameof(Nom) };
        if (saisie.DureeMois is < 1 or > 1200) throw new DomainException("Regle_duree") { Champ = nameof(DureeMois) };
        if (saisie.Plafond < 1) throw new DomainException("Regle_plafond") { Champ = nameof(Plafond) };
        if (saisie.PreavisJours is < 0 or > 365) throw new DomainException("Regle_preavis") { Champ = nameof(PreavisJours) };
        (Code, Nom, Depuis, MembreId) = (code, saisie.Nom.Trim(), depuis, membreId);
        (Population, Evenement, Phase, Action) = (saisie.Population, saisie.Evenement, saisie.Phase, saisie.Action);
        (DureeMois, PreavisJours, Plafond, Active, Source) = (saisie.DureeMois, saisie.PreavisJours, saisie.Plafond, saisie.Active, Texte.Clean(saisie.Source));
        if (EstProgrammee) AgitDes = saisie.AgitDes ?? depuis.AddDays(JoursAvantProgramme);
    }

    /// <summary>Stable over its changes: what a sheet of the register points to.</summary>
    [NonPersonnelle("Nom technique")]
    public string Code { get; private set; } = "";

    [NonPersonnelle("Nom de règle")]
    public string Nom { get; private set; } = "";

    [NonPersonnelle("Population")]
    public PopulationConservation Population { get; private set; }

    [NonPersonnelle("Évènement de départ")]
    public EvenementDepart Evenement { get; private set; }

    public int DureeMois { get; private set; }

    [NonPersonnelle("Phase")]
    public PhaseConservation Phase { get; private set; }

    [NonPersonnelle("Action")]
    public ActionConservation Action { get; private set; }

    /// <summary>Days between the notice to those in charge and the execution.</summary>
    public int PreavisJours { get; private set; }

    /// <summary>Persons at most in one run.</summary>
    public int Plafond { get; private set; }

    public bool Active { get; private set; }

    /// <summary>Where the duration comes from: an article, a guide.</summary>
    [NonPersonnelle("Source juridique")]
    public string? Source { get; private set; }

    public DateOnly Depuis { get; private set; }

    /// <summary>The first day on which the next one applies; null: this one does.</summary>
    public DateOnly? Jusqua { get; private set; }

    /// <summary>The first day on which the program does by itself what the rule says; null: somebody decides.</summary>
    public DateOnly? AgitDes { get; private set; }

    public Guid? MembreId { get; private set; }
    public uint Version { get; private set; }

    /// <summary>The program erases persons by it; the others are told and applied elsewhere.</summary>
    public bool EstExecutee => Population is PopulationConservation.Prospects or PopulationConservation.Clients;

    /// <summary>The program does by itself, each day from <see cref="AgitDes"/> on, what it says; nobody decides anew.</summary>
    public bool EstProgrammee => Population is PopulationConservation.Utilisateurs or PopulationConservation.Journaux or PopulationConservation.Violations;

    /// <summary>The program does what it says: it erases persons or the files of requests, purges by itself, every entry of the objection list has its day of review, and evidence of contracts its day in the sealed archive. The others are a promise that somebody keeps by hand.</summary>
    public bool EstAppliquee => EstExecutee || EstProgrammee || Population is PopulationConservation.Demandes or PopulationConservation.Oppositions or PopulationConservation.Contrats;

    /// <summary>The rule that applies from a day on instead of this one.</summary>
    public RegleConservation Change(RegleSaisie saisie, DateOnly today, Guid membreId)
    {
        if (Jusqua is not null) throw new DomainException("Regle_fermee");
        Jusqua = today;
        saisie.AgitDes ??= AgitDes;
        // A day that has passed is a slip: what the program then does at once can't be undone.
        if (saisie.AgitDes < today && saisie.AgitDes != AgitDes) throw new DomainException("Regle_jour_passe", today) { Champ = nameof(AgitDes) };
        return new RegleConservation(TenantId, Code, saisie, today, membreId);
    }
}

/// <summary>What a rule says, as a form has it.</summary>
public sealed class RegleSaisie
{
    public string? Nom { get; set; }
    public PopulationConservation Population { get; set; }
    public EvenementDepart Evenement { get; set; }
    public int DureeMois { get; set; }
    public PhaseConservation Phase { get; set; }
    public ActionConservation Action { get; set; }
    public int PreavisJours { get; set; }
    public int Plafond { get; set; } = 500;
    public bool Active { get; set; } = true;
    public string? Source { get; set; }

    /// <summary>The first day on which the program acts by itself.</summary>
    public DateOnly? AgitDes { get; set; }
}
