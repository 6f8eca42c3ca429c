namespace FichierClient.Application.Imports.Engine;

/// <summary>
/// How many records a batch takes: as many as keep whoever saves beside it waiting for less than half a second, whatever the machine and
/// its other work. A batch holds the organisation's figures until it is committed.
/// </summary>
internal sealed class Cadence
{
    /// <summary>More gain nothing; fewer pay more for the batch than for its records.</summary>
    public const int Most = 2_000, Least = 100;

    /// <summary>The first batch, of which nothing is known.</summary>
    public const int Debut = 500;

    private static readonly TimeSpan Aim = TimeSpan.FromMilliseconds(250);

    /// <summary>Records of the next batch.</summary>
    public int Taille { get; private set; } = Debut;

    /// <summary>Learns from a batch. One slow batch halves the next, so that a moment's load doesn't slow the whole file.</summary>
    /// <param name="records">What it took.</param>
    /// <param name="elapsed">From its first lock to its commit.</param>
    public void Took(int records, TimeSpan elapsed)
    {
        if (records == 0) return;
        var fitting = elapsed <= TimeSpan.Zero ? Most : records * (Aim / elapsed);
        Taille = (int)Math.Clamp(fitting, Math.Max(Least, Taille / 2), Math.Min(Most, Taille * 2));
    }
}
