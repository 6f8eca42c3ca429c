namespace FichierClient.Web.Operations.Database;

/// <summary>
/// A lock between processes on a file. The system releases it when its holder ends, however that ends,
/// so nothing stale survives a <c>kill -9</c>.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream file;

    private FileLock(FileStream file) => this.file = file;

    /// <summary>Waits for the lock. Shared locks go together; an exclusive one is alone.</summary>
    public static async Task<FileLock> AcquireAsync(string path, bool exclusive, TimeSpan patience, CancellationToken cancellationToken)
    {
        var end = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (true)
        {
            if (TryAcquire(path, exclusive) is { } taken)
            {
                return taken;
            }

            if (Environment.TickCount64 > end)
            {
                throw new OperatorException(ExitCodes.Database, $"Another command holds {path} for more than {patience.TotalSeconds} s.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    /// <summary>The lock, or null when others hold it.</summary>
    public static FileLock? TryAcquire(string path, bool exclusive)
    {
        try
        {
            if (!File.Exists(path))
            {
                // A shared lock is taken on a file opened for reading, which doesn't create it. Another process may be quicker and hold it.
                using var created = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
            }

            return new FileLock(exclusive
                ? new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None)
                : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
        }
        catch (IOException error) when (error is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }
    }

    public void Dispose() => file.Dispose();
}
