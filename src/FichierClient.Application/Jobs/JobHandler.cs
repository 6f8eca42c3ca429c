namespace FichierClient.Application.Jobs;

/// <summary>
/// One kind of background work. It is found by this base class and must be able to begin again at any moment: its process may be
/// killed, and another then calls it with the same job. What was done is known from the database, never from memory.
/// </summary>
public abstract class JobHandler
{
    /// <summary>The kind of the jobs that it takes, such as <c>imports.run</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Works until the end. A <see cref="JobRefusedException"/> ends it with a sentence; any other exception is a bug.</summary>
    public abstract Task RunAsync(JobRun run, CancellationToken cancellationToken);
}

/// <summary>A job that can't go on, with the sentence that its requester reads, in its language.</summary>
public sealed class JobRefusedException(string message) : Exception(message);
