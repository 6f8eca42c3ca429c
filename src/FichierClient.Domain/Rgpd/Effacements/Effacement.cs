using System.Text.Json;
using System.Text.Json.Serialization;
using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Effacements;

/// <summary>
/// The erasure of one person (RGPD art. 17): a plan that the DPO approves by its print, then steps that are done once each, in
/// this order, whatever is interrupted. Holds no identity: the record's id says nothing once the record is gone.
/// </summary>
public sealed class Effacement : TenantEntity
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private Effacement()
    {
    }

    public Effacement(Guid tenantId, string reference, Sujet sujet, Guid sujetId, Fondement fondement) : base(tenantId) =>
        (Reference, Sujet, SujetId, Fondement) = (reference, sujet, sujetId, fondement);

    private Effacement(Guid tenantId, Guid id) : base(tenantId, id)
    {
    }

    /// <summary>An erasure that the journal tells of and a restored database doesn't know: it was approved, and is done again.</summary>
    public static Effacement Again(Guid tenantId, Guid id, string reference, Sujet sujet, Guid sujetId, Fondement fondement) =>
        new(tenantId, id) { Reference = reference, Sujet = sujet, SujetId = sujetId, Fondement = fondement };

    /// <summary>EFF-2026-0001, within the organisation.</summary>
    [NonPersonnelle("Numérotation")]
    public string Reference { get; private set; } = "";

    [NonPersonnelle("Type de fiche")]
    public Sujet Sujet { get; private set; }

    public Guid SujetId { get; private set; }

    /// <summary>The request that it answers; null: retention.</summary>
    public Guid? DemandeId { get; private set; }

    [NonPersonnelle("Article")]
    public Fondement Fondement { get; private set; }

    [NonPersonnelle("État")]
    public StatutEffacement Statut { get; private set; }

    [NonPersonnelle("État")]
    public EtapeEffacement Etape { get; private set; }

    /// <summary>What will be done where, as JSON: tables, keys, counts and decisions, no content.</summary>
    [NonPersonnelle("Emplacements, nombres et clés, sans contenu")]
    public string Plan { get; private set; } = "{}";

    /// <summary>SHA-256 of the plan in hexadecimal: what was approved.</summary>
    [NonPersonnelle("Empreinte du plan")]
    public string PlanEmpreinte { get; private set; } = "";

    /// <summary>What the person is known by, encrypted, for the steps after its record is gone; forgotten with the certificate.</summary>
    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer, Finalites = Finalites.DemandesDroits)]
    public byte[]? Aiguilles { get; private set; }

    public DateTimeOffset PrepareLe { get; private set; }
    public Guid? PrepareParId { get; private set; }
    public DateTimeOffset? ApprouveLe { get; private set; }
    public Guid? ApprouveParId { get; private set; }
    public DateTimeOffset? SecondLe { get; private set; }
    public Guid? SecondParId { get; private set; }

    /// <summary>Number of its entry in the journal.</summary>
    public long? Tombe { get; private set; }

    /// <summary>What the steps found, as JSON, for the certificate.</summary>
    [NonPersonnelle("Emplacements et nombres, sans contenu")]
    public string? Constats { get; private set; }

    /// <summary>Evidence that one DPO asked to take out, as JSON; the archive reads there that another one agrees.</summary>
    [NonPersonnelle("Clés et motifs choisis dans une liste")]
    public string RetraitsDemandes { get; private set; } = "[]";

    public Guid? JobId { get; private set; }
    public DateTimeOffset? TermineLe { get; private set; }
    public uint Version { get; private set; }

    /// <summary>There is a plan, if an old one.</summary>
    public bool APlan => PlanEmpreinte.Length > 0;

    /// <summary>What is sealed with it may still change: nothing of it was approved for good.</summary>
    public bool PeutSceller => Statut is StatutEffacement.EnPreparation or StatutEffacement.AApprouver or StatutEffacement.AReprendre;

    public bool EstOuvert => Statut is not (StatutEffacement.Termine or StatutEffacement.Abandonne);

    public Effacement For(Guid? demandeId)
    {
        DemandeId = demandeId;
        return this;
    }

    /// <summary>Its plan took a while: others may have been numbered since.</summary>
    public void Number(string reference) => Reference = reference;

    /// <summary>A job searches for the person: for the first plan, or to see whether it is still the same. An approval stands until it is another one.</summary>
    public void AwaitPlan(Guid jobId, DateTimeOffset now)
    {
        RefuseUnless(StatutEffacement.EnPreparation, StatutEffacement.AApprouver);
        (Statut, JobId) = (StatutEffacement.EnPreparation, jobId);
        if (!APlan) PrepareLe = now;
    }

    /// <summary>The search found what the plan says.</summary>
    public void ConfirmPlan()
    {
        RefuseUnless(StatutEffacement.EnPreparation);
        Statut = StatutEffacement.AApprouver;
    }

    /// <summary>Takes a new plan; an approval of another one is void.</summary>
    public void Prepare(string plan, string empreinte, byte[] aiguilles, DateTimeOffset now, Guid? parId)
    {
        RefuseUnless(StatutEffacement.EnPreparation, StatutEffacement.AApprouver, StatutEffacement.Approuve, StatutEffacement.EnCours, StatutEffacement.AReprendre);
        if (Etape >= EtapeEffacement.Detruit && Statut != StatutEffacement.AReprendre) throw new DomainException("Effacement_commence");
        if (Statut == StatutEffacement.AReprendre) Etape = EtapeEffacement.Aucune;
        (Plan, PlanEmpreinte, Aiguilles, PrepareLe) = (plan, empreinte, aiguilles, now);
        PrepareParId = parId ?? PrepareParId;
        (Statut, ApprouveLe, ApprouveParId, SecondLe, SecondParId) = (StatutEffacement.AApprouver, null, null, null, null);
    }

    /// <summary>Approves the plan of this print. Where two are needed, another member's approval completes it.</summary>
    /// <param name="empreinte">The print of the plan that was read.</param>
    /// <param name="needsSecond">Sealed documents or many rows: two persons.</param>
    /// <param name="parId">The member.</param>
    /// <param name="now">The instant.</param>
    /// <exception cref="DomainException">Another plan, not waiting for approval, or the same person twice.</exception>
    public void Approve(string empreinte, bool needsSecond, Guid parId, DateTimeOffset now)
    {
        RefuseUnless(StatutEffacement.AApprouver);
        if (empreinte != PlanEmpreinte) throw new DomainException("Effacement_plan_change");
        if (ApprouveParId is null) (ApprouveLe, ApprouveParId) = (now, parId);
        else if (ApprouveParId != parId) (SecondLe, SecondParId) = (now, parId);
        else if (needsSecond) throw new DomainException("Effacement_second_autre");
        if (!needsSecond || SecondParId is not null) Statut = StatutEffacement.Approuve;
    }

    /// <summary>What is sealed with it isn't what was approved any more; the plan itself stays.</summary>
    /// <exception cref="DomainException">It is approved and under way, or over.</exception>
    public void Unapprove()
    {
        RefuseUnless(StatutEffacement.EnPreparation, StatutEffacement.AApprouver, StatutEffacement.AReprendre);
        (ApprouveLe, ApprouveParId, SecondLe, SecondParId) = (null, null, null, null);
    }

    public IReadOnlyList<RetraitDemande> RetraitsAttendus() => JsonSerializer.Deserialize<RetraitDemande[]>(RetraitsDemandes, Json)!;

    /// <summary>Another DPO has to agree. Asked again, the first word stands.</summary>
    public void AskRetrait(RetraitDemande demande)
    {
        if (!RetraitsAttendus().Any(r => r.DocumentId == demande.DocumentId)) RetraitsDemandes = JsonSerializer.Serialize(RetraitsAttendus().Append(demande), Json);
    }

    /// <summary>It is done, or it stays.</summary>
    public void DropRetrait(Guid documentId) => RetraitsDemandes = JsonSerializer.Serialize(RetraitsAttendus().Where(r => r.DocumentId != documentId), Json);

    /// <summary>Takes up again what was approved before the restore.</summary>
    public void Resume(DateTimeOffset approuveLe) => (Statut, ApprouveLe) = (StatutEffacement.EnCours, approuveLe);

    public void Start(Guid? jobId)
    {
        RefuseUnless(StatutEffacement.Approuve);
        (Statut, JobId) = (StatutEffacement.EnCours, jobId);
    }

    /// <summary>Nothing was done: the plan waits for approval again.</summary>
    public void Return()
    {
        RefuseUnless(StatutEffacement.EnCours);
        (Statut, ApprouveLe, ApprouveParId, SecondLe, SecondParId) = (StatutEffacement.AApprouver, null, null, null, null);
    }

    /// <summary>Its job ended without it: another one goes on.</summary>
    public void Restart(Guid jobId)
    {
        RefuseUnless(StatutEffacement.EnCours);
        JobId = jobId;
    }

    /// <exception cref="DomainException">Something was destroyed: what is left has to be finished and certified.</exception>
    public void Abandon(DateTimeOffset now)
    {
        RefuseUnless(StatutEffacement.EnPreparation, StatutEffacement.AApprouver, StatutEffacement.Approuve);
        if (Constats is not null) throw new DomainException("Effacement_commence");
        (Statut, TermineLe, Aiguilles) = (StatutEffacement.Abandonne, now, null);
    }

    /// <summary>Keeps what the person is known by as she is destroyed: her requests may have grown in number since the plan.</summary>
    public void Remember(byte[] aiguilles) => Aiguilles = aiguilles;

    /// <summary>A step is done, with what it found.</summary>
    public void Reach(EtapeEffacement etape, string? constats = null, long? tombe = null) =>
        (Etape, Constats, Tombe) = (etape, constats ?? Constats, tombe ?? Tombe);

    /// <summary>The verification found what was written meanwhile: a plan for the rest is to be approved.</summary>
    public void Reopen() => Statut = StatutEffacement.AReprendre;

    public void Finish(DateTimeOffset now) =>
        (Statut, Etape, TermineLe, Aiguilles) = (StatutEffacement.Termine, EtapeEffacement.Certifie, now, null);

    /// <summary>What was held at the erasure is settled since: the certificate stays, a complement of it says so.</summary>
    public void Complete(string constats)
    {
        RefuseUnless(StatutEffacement.Termine);
        Constats = constats;
    }

    private void RefuseUnless(params ReadOnlySpan<StatutEffacement> statuts)
    {
        if (!statuts.Contains(Statut)) throw new DomainException("Effacement_etat");
    }
}

public enum StatutEffacement
{
    /// <summary>The plan is being made, or made again.</summary>
    EnPreparation,
    AApprouver,
    Approuve,
    EnCours,
    AReprendre,
    Termine,
    Abandonne,
}

/// <summary>The steps, in their order; each is found done after an interruption.</summary>
public enum EtapeEffacement
{
    Aucune,
    Tombe,
    Detruit,
    Fichiers,
    Verifie,
    Certifie,
}

/// <summary>Why the person is erased: RGPD art. 17(1)(a) to (e); retention is art. 5(1)(e).</summary>
public enum Fondement
{
    PlusNecessaire,
    RetraitConsentement,
    Opposition,
    TraitementIllicite,
    ObligationLegale,
    Conservation,
}
