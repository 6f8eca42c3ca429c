namespace FichierClient.Web.Operations.Database.Embedded;

/// <summary>PostgreSQL from Debian's or Ubuntu's packages, when we are root or sudo lets us be.</summary>
internal static class PackageInstaller
{
    /// <summary>Without the package's own cluster on port 5432: only its programs are wanted.</summary>
    private const string Script = """
        set -e
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        apt-get install -y -qq --no-install-recommends postgresql-common
        sed -ri "s/^#?\s*create_main_cluster.*/create_main_cluster = false/" /etc/postgresql-common/createcluster.conf
        apt-get install -y -qq --no-install-recommends postgresql
        """;

    /// <summary>True when the packages were installed; a refusal is remarked and is not the end: the caller says what to do.</summary>
    public static async Task<bool> TryInstallAsync(Action<string> remark, CancellationToken cancellationToken)
    {
        if (ChildProcess.Find("apt-get") is null)
        {
            return false;
        }

        string[] asRoot = Environment.IsPrivilegedProcess ? [] : ["sudo", "-n"];
        if (asRoot.Length > 0 && !(await ChildProcess.RunAsync([.. asRoot, "true"], cancellationToken)).Succeeded)
        {
            return false;
        }

        remark("PostgreSQL isn't on this machine: installing it with apt-get…");
        var result = await ChildProcess.RunAsync([.. asRoot, "sh", "-c", Script], cancellationToken);
        if (!result.Succeeded)
        {
            remark($"apt-get failed.\n{result.Said}");
        }

        return result.Succeeded;
    }
}
