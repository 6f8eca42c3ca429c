namespace FichierClient.Application.Rgpd.Effacements.Journal;

/// <summary>Does again what entries of some natures say, in a database that was restored. Doing it twice changes nothing.</summary>
public abstract class Rejeu
{
    /// <summary>The natures that it knows.</summary>
    public abstract IReadOnlyCollection<string> Natures { get; }

    /// <summary>Does what the entry says, in a transaction of its own.</summary>
    public abstract Task ReplayAsync(EntreeJournal entry, CancellationToken cancellationToken);
}
