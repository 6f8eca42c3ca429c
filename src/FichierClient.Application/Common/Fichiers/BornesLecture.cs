namespace FichierClient.Application.Common.Fichiers;

/// <summary>More than is read of one document.</summary>
internal sealed class BorneDepasseeException() : Exception("The document takes more than is read of one.");

/// <summary>What the reading of one document may take: an outsider hands it in, and a few kilobytes unpack to gigabytes.</summary>
internal sealed class BornesLecture(TimeProvider clock)
{
    /// <summary>Bytes that it unpacks to, and letters that are kept of it.</summary>
    public const int Octets = 32 * 1024 * 1024, Lettres = 32 * 1024 * 1024;

    public static readonly TimeSpan Duree = TimeSpan.FromSeconds(30);

    private readonly long debut = clock.GetTimestamp();

    private long octets = Octets, lettres = Lettres;

    /// <summary>Also where a reader of damaged documents went on.</summary>
    public bool EstDepassee { get; private set; }

    /// <summary>What is left to unpack, in bytes.</summary>
    public long Reste => octets;

    public void Spend(long unpacked) => Check((octets -= unpacked) >= 0);

    public void SpendLettres(long kept) => Check((lettres -= kept) >= 0);

    public void CheckTime() => Check(clock.GetElapsedTime(debut) <= Duree);

    /// <exception cref="BorneDepasseeException">It isn't so.</exception>
    public void Check(bool isWithin)
    {
        if (isWithin) return;
        EstDepassee = true;
        throw new BorneDepasseeException();
    }
}
