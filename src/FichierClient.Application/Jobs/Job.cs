using System.Globalization;
using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Application.Jobs;

public enum JobStatus { Waiting, Running, Succeeded, Failed, Cancelled }

/// <summary>Work that outlives its page: a row that any node can take, with its progress in it.</summary>
public sealed class Job : TenantEntity
{
    private Job()
    {
    }

    /// <param name="tenantId">The organisation.</param>
    /// <param name="kind">Names the <see cref="JobHandler"/>.</param>
    /// <param name="subjectId">What it works on, such as an import; the handler keeps the details there.</param>
    /// <param name="requestedById">The member; null for the system.</param>
    /// <param name="now">The instant of creation.</param>
    public Job(Guid tenantId, string kind, Guid? subjectId, Guid? requestedById, DateTimeOffset now) : base(tenantId) =>
        (Kind, SubjectId, RequestedById, CreatedAt, Culture) = (kind, subjectId, requestedById, now, CultureInfo.CurrentUICulture.Name);

    [NonPersonnelle("Nom technique")]
    public string Kind { get; private set; } = "";

    public Guid? SubjectId { get; private set; }

    [NonPersonnelle("État")]
    public JobStatus Status { get; private set; }

    /// <summary>Steps done and to do; both zero until they are known.</summary>
    public long Done { get; private set; }

    public long Total { get; private set; }

    public Guid? RequestedById { get; private set; }

    /// <summary>The requester's language: the sentences that the job leaves behind are in it.</summary>
    [NonPersonnelle("Réglage")]
    public string Culture { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>The process that works on it, until <see cref="LeaseUntil"/>; then any other may go on.</summary>
    [NonPersonnelle("Nom de processus")]
    public string? Holder { get; private set; }

    public DateTimeOffset? LeaseUntil { get; private set; }
    public int Attempts { get; private set; }
    public bool CancelRequested { get; private set; }

    /// <summary>Why it failed: a sentence for its requester, without data of the file. Null on a failed job: it was interrupted five times and given up.</summary>
    [NonPersonnelle("Phrase du programme, sans donnée du fichier")]
    public string? Error { get; private set; }

    public bool IsOver => Status is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Cancelled;
}
