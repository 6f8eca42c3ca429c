namespace FichierClient.Web.Operations.Database.Embedded;

/// <summary>A private PostgreSQL that this program starts and stops: by the machine's programs or in a container.</summary>
internal interface IEmbeddedCluster
{
    /// <summary>Makes the cluster when there is none, adopts it when it runs, else starts it; returns its port on loopback, the one it had before if that is free.</summary>
    Task<int> StartAsync(string superuserPassword, CancellationToken cancellationToken);

    /// <summary>Whether it runs or is being started; changes nothing.</summary>
    Task<bool> IsRunningAsync(CancellationToken cancellationToken);

    /// <summary>Stops it in order; nothing happens when it doesn't run.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
