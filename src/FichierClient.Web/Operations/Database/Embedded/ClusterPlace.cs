using System.Security.Cryptography;

namespace FichierClient.Web.Operations.Database.Embedded;

/// <summary>
/// Where the cluster's files are: <c>.data/postgres</c>, unless the user that runs it can't reach that
/// (a checkout below /root); then a folder of the system, remembered in <c>.data/postgres-place</c>.
/// </summary>
internal static class ClusterPlace
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static async Task<(string Folder, ClusterUser User)> FindAsync(DataFolder data, CancellationToken cancellationToken)
    {
        var remembered = data.File("postgres-place");
        if (File.Exists(remembered))
        {
            var known = (await File.ReadAllTextAsync(remembered, cancellationToken)).Trim();
            return (known, await PrepareAsync(known, cancellationToken) ?? throw Unreachable(known));
        }

        var folder = data.File("postgres");
        var existed = Directory.Exists(folder);
        if (await PrepareAsync(folder, cancellationToken) is { } user)
        {
            return (folder, user);
        }

        if (!existed)
        {
            Directory.Delete(folder);
        }

        // A name of its own: what an earlier, deleted .data left there has passwords that nobody knows any more.
        var elsewhere = Path.Combine("/var/lib/fichierclient", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        user = await PrepareAsync(elsewhere, cancellationToken) ?? throw Unreachable(elsewhere);
        await File.WriteAllTextAsync(remembered, elsewhere + "\n", cancellationToken);
        return (elsewhere, user);
    }

    private static async Task<ClusterUser?> PrepareAsync(string folder, CancellationToken cancellationToken)
    {
        var user = await ClusterUser.ForAsync(folder, cancellationToken);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            Directory.CreateDirectory(folder, OwnerOnly);
        }

        return await user.OwnAsync(folder, cancellationToken) ? user : null;
    }

    private static OperatorException Unreachable(string folder) =>
        new(ExitCodes.Database, $"The user that runs PostgreSQL can't work in {folder}. Set FICHIER_DATA to a folder that it can reach.");
}
