namespace FichierClient.Application.Jobs;

/// <summary>Tells this process's pages that an organisation has a new job, so that none of them asks while nothing runs.</summary>
public sealed class JobSignal
{
    public event Action<Guid>? Created;

    public void Tell(Guid tenantId) => Created?.Invoke(tenantId);
}
