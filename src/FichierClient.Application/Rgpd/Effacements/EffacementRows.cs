using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Archives;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Effacements;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>An erasure in the list.</summary>
public sealed record EffacementRow(Guid Id, string Reference, Sujet Sujet, StatutEffacement Statut, Fondement Fondement, DateTimeOffset PrepareLe, DateTimeOffset? TermineLe, Guid? DemandeId);

/// <summary>A place of the plan.</summary>
public sealed record LieuRow(string Table, string? Colonne, ActionEffacement Action, int Nombre, string Base, DateOnly? PurgeLe);

/// <summary>A finding with the words around it as they are now (null: the row is gone), and the entreprise that it belongs to, if any.</summary>
public sealed record MentionRow(string Table, string Colonne, string Cle, bool EstForte, DecisionMention Decision, string? Extrait, Guid? EntrepriseId)
{
    /// <summary>An e-mail in a file; its excerpt is null when it can't be read.</summary>
    public bool EstFichier => Table == Courriels.CourrielsEnFichiers.Table;

    /// <summary>The name of that entreprise.</summary>
    public string? Entreprise { get; init; }

    /// <summary>The print of the whole text, where only that is to be decided: what nobody can mistake for a namesake.</summary>
    public string? Texte { get; init; }

    /// <summary>Findings of one group are decided at once: the same text of the same column, surely hers. Any other one alone.</summary>
    public object Groupe => EstForte && Texte is not null ? (Table, Colonne, Texte, EntrepriseId, Decision) : (Table, Colonne, Cle);
}

/// <summary>Who approved, and when.</summary>
public sealed record ApprobationRow(string? Nom, DateTimeOffset Le);

/// <summary>Evidence that was taken out of the archive again: when it had been sealed, and who took it out, when and why.</summary>
public sealed record RetraitRow(MotifRetraitScelle Motif, DateTimeOffset ScelleLe, DateTimeOffset RetireLe, string? Membre);

/// <summary>Evidence that a DPO asked to take out; another one has to agree.</summary>
public sealed record RetraitAttenduRow(Guid DocumentId, MotifRetraitScelle Motif, string? Membre, DateTimeOffset Le, bool EstDeMoi);

/// <summary>A complement of the certificate, and what it says.</summary>
public sealed record ComplementRow(Guid Id, ComplementContenu Contenu);

/// <summary>One erasure: the person's name as long as its record is there, the print that is approved, and whether this member's approval is what is missing.</summary>
public sealed record EffacementDetails(
    Guid Id, string Reference, Sujet Sujet, Guid SujetId, string? Nom, Guid? DemandeId, Fondement Fondement, StatutEffacement Statut, EtapeEffacement Etape,
    string Empreinte, bool ExigeDeux, bool EstDecide, bool PeutApprouver, IReadOnlyList<ApprobationRow> Approbations, IReadOnlyList<LieuRow> Lieux, IReadOnlyList<MentionRow> Mentions,
    int Imports, int Exports, JobStatus? Job, string? Erreur, DateTimeOffset PrepareLe, DateTimeOffset? TermineLe, long? Tombe, bool ACertificat)
{
    /// <summary>E-mails in files that are deleted.</summary>
    public int CourrielsEnFichiers { get; init; }

    /// <summary>Documents of others' requests that nobody could read.</summary>
    public int PiecesNonLues { get; init; }

    /// <summary>Evidence of contracts that is sealed for this person, under plans that were given up too.</summary>
    public IReadOnlyList<ContratScelleRow> Contrats { get; init; } = [];

    public IReadOnlyList<RetraitRow> Retraits { get; init; } = [];

    public IReadOnlyList<RetraitAttenduRow> RetraitsAttendus { get; init; } = [];

    /// <summary>What was settled since the certificate, of files that were held then; the newest first.</summary>
    public IReadOnlyList<ComplementRow> Complements { get; init; } = [];

    /// <summary>Taking evidence out takes two: there is another DPO.</summary>
    public bool RetraitADeux { get; init; }

    /// <summary>Evidence may still be sealed, or taken out again.</summary>
    public bool PeutSceller { get; init; }

    /// <summary>Tables that the search has read, and all of them (0: not known yet), while the plan is being made.</summary>
    public long Lues { get; init; }

    public long ALire { get; init; }

    /// <summary>It has begun, and nobody is working on it: it is to be taken up again.</summary>
    public bool EstArrete => Statut is StatutEffacement.EnCours or StatutEffacement.EnPreparation && Job is not (JobStatus.Waiting or JobStatus.Running);
}
