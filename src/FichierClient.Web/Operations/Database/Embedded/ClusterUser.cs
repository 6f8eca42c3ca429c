namespace FichierClient.Web.Operations.Database.Embedded;

/// <summary>
/// Who runs PostgreSQL: ourselves, or another user when we are root, because PostgreSQL refuses root.
/// </summary>
internal sealed class ClusterUser
{
    private readonly (int Uid, int Gid)? other;

    private ClusterUser((int Uid, int Gid)? other) => this.other = other;

    public bool IsOther => other is not null;

    /// <summary>Ourselves, or under root whoever already owns <paramref name="folder"/>, else postgres, else nobody.</summary>
    public static async Task<ClusterUser> ForAsync(string folder, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return new ClusterUser(null);
        }

        if (Directory.Exists(folder)
            && await ChildProcess.RunAsync(["stat", "-c", "%u:%g", folder], cancellationToken) is { Succeeded: true } owner
            && Parse(owner.Output.Trim().Split(':')) is { Uid: not 0 } known)
        {
            return new ClusterUser(known);
        }

        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToList();
        var account = accounts.Find(fields => fields[0] == "postgres") ?? accounts.Find(fields => fields[0] == "nobody");
        return account is null
            ? throw new OperatorException(ExitCodes.Database, "PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it as.")
            : new ClusterUser(Parse(account[2..4]));
    }

    /// <summary>The command as this user, with none of root's groups.</summary>
    public IReadOnlyList<string> Command(params IEnumerable<string> command) => other is { } user
        ? ["setpriv", $"--reuid={user.Uid}", $"--regid={user.Gid}", "--clear-groups", .. command]
        : [.. command];

    /// <summary>Makes the folder this user's own; false when it still can't work there (a closed folder above, a foreign file system).</summary>
    public async Task<bool> OwnAsync(string folder, CancellationToken cancellationToken)
    {
        if (other is not { } user)
        {
            return true;
        }

        var owned = await ChildProcess.RunAsync(["chown", $"{user.Uid}:{user.Gid}", folder], cancellationToken);
        return owned.Succeeded
            && (await ChildProcess.RunAsync(Command("sh", "-c", "cd \"$1\" && test -w .", "sh", folder), cancellationToken)).Succeeded;
    }

    private static (int Uid, int Gid) Parse(string[] ids) =>
        (int.Parse(ids[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(ids[1], System.Globalization.CultureInfo.InvariantCulture));
}
