using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Conservation;

public enum StatutPassage
{
    /// <summary>A dry run: what would be erased.</summary>
    Calcule,

    /// <summary>The DPO decided; it waits for the end of the notice.</summary>
    Approuve,
    Execute,

    /// <summary>A later dry run took its place.</summary>
    Remplace,
    Abandonne,
}

/// <summary>One run of a rule, first dry, then approved, then carried out. It names nobody.</summary>
public sealed class PassageConservation : TenantEntity
{
    private PassageConservation()
    {
    }

    public PassageConservation(Guid tenantId, RegleConservation regle, DateOnly limite, DateTimeOffset now) : base(tenantId) =>
        (RegleId, Code, Limite, Plafond, CalculeLe) = (regle.Id, regle.Code, limite, regle.Plafond, now);

    /// <summary>The rule as it stood.</summary>
    public Guid RegleId { get; private set; }

    [NonPersonnelle("Nom technique")]
    public string Code { get; private set; } = "";

    [NonPersonnelle("État")]
    public StatutPassage Statut { get; private set; }

    public DateTimeOffset CalculeLe { get; private set; }

    /// <summary>Whose last act lies before this day has reached the end.</summary>
    public DateOnly Limite { get; private set; }

    public int Plafond { get; private set; }

    /// <summary>Persons whose time is over, those who are kept all the same among them.</summary>
    public int Nombre { get; private set; }

    /// <summary>Of them: kept by a hold, a restriction or an open request of theirs.</summary>
    public int Geles { get; private set; }

    /// <summary>Not in the dry run before.</summary>
    public int Entrants { get; private set; }

    /// <summary>In the dry run before, and not in this one.</summary>
    public int Sortants { get; private set; }

    /// <summary>SHA-256 of the persons and the rule: what was approved is what is carried out.</summary>
    [NonPersonnelle("Empreinte d'une liste d'identifiants techniques")]
    public byte[] Empreinte { get; private set; } = [];

    public DateTimeOffset? ApprouveLe { get; private set; }
    public Guid? ApprouveParId { get; private set; }

    /// <summary>The end of the notice to those in charge.</summary>
    public DateOnly? ExecutableLe { get; private set; }

    public DateTimeOffset? ExecuteLe { get; private set; }
    public int Effaces { get; private set; }

    /// <summary>Approved, and left alone at the end: she came back, is kept by a hold or a request of hers, or was gone already.</summary>
    public int Epargnes { get; private set; }

    /// <summary>Whose erasure somebody must decide first, or that stopped: it waits on the page of erasures.</summary>
    public int Echecs { get; private set; }
    public uint Version { get; private set; }

    /// <summary>Persons of this run: what goes beyond the ceiling or is on hold is left for a later one.</summary>
    public int Retenus => Math.Min(Nombre - Geles, Plafond);

    public void Count(int nombre, int geles, int entrants, int sortants, byte[] empreinte) =>
        (Nombre, Geles, Entrants, Sortants, Empreinte) = (nombre, geles, entrants, sortants, empreinte);

    /// <summary>The same list was found again.</summary>
    public void Confirm(DateTimeOffset now, DateOnly limite) => (CalculeLe, Limite) = (now, limite);

    public void Replace()
    {
        if (Statut == StatutPassage.Calcule) Statut = StatutPassage.Remplace;
    }

    /// <exception cref="DomainException">Decided already, or nobody is in it.</exception>
    public void Approve(Guid membreId, DateTimeOffset now, DateOnly executableLe)
    {
        if (Statut != StatutPassage.Calcule) throw new DomainException("Passage_etape");
        if (Retenus == 0) throw new DomainException("Passage_vide");
        (Statut, ApprouveLe, ApprouveParId, ExecutableLe) = (StatutPassage.Approuve, now, membreId, executableLe);
    }

    /// <exception cref="DomainException">Carried out already.</exception>
    public void Abandon()
    {
        if (Statut is not (StatutPassage.Calcule or StatutPassage.Approuve)) throw new DomainException("Passage_etape");
        Statut = StatutPassage.Abandonne;
    }

    /// <summary>It was carried out; one that was given up meanwhile stays so, with what had been done until then.</summary>
    public void Finish(int effaces, int epargnes, int echecs, DateTimeOffset now)
    {
        if (ExecuteLe is not null || Statut is not (StatutPassage.Approuve or StatutPassage.Abandonne)) throw new DomainException("Passage_etape");
        (Effaces, Epargnes, Echecs, ExecuteLe) = (effaces, epargnes, echecs, now);
        if (Statut == StatutPassage.Approuve) Statut = StatutPassage.Execute;
    }
}

/// <summary>The last thing that a person did herself.</summary>
public enum ActePersonne
{
    /// <summary>None but that her data were collected.</summary>
    Collecte,
    Formulaire,
    Telechargement,
    RendezVous,
    Visite,
    Appel,
    Email,
    Achat,
}

/// <summary>A person in a run, by the record's id alone; taken away once the run is over.</summary>
public sealed class PassageSujet : TenantEntity
{
    private PassageSujet()
    {
    }

    public PassageSujet(PassageConservation passage, Sujet sujet, Guid sujetId, DateOnly dernierActeLe, ActePersonne acte, bool estGele) : base(passage.TenantId) =>
        (PassageId, Sujet, SujetId, DernierActeLe, Acte, EstGele) = (passage.Id, sujet, sujetId, dernierActeLe, acte, estGele);

    public Guid PassageId { get; private set; }

    /// <summary>A contact, or an entreprise that is a natural person.</summary>
    [NonPersonnelle("Type de fiche")]
    public Sujet Sujet { get; private set; }

    public Guid SujetId { get; private set; }

    public DateOnly DernierActeLe { get; private set; }

    [NonPersonnelle("Genre d'acte")]
    public ActePersonne Acte { get; private set; }

    public bool EstGele { get; private set; }
}
