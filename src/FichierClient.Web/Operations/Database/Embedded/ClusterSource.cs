namespace FichierClient.Web.Operations.Database.Embedded;

/// <summary>Where a private PostgreSQL comes from, first match: the one that made the existing files, the machine's, Docker, packages.</summary>
internal static class ClusterSource
{
    public static async Task<IEmbeddedCluster> FindAsync(DataFolder data, Action<string> remark, CancellationToken cancellationToken)
    {
        var inDocker = data.File("postgres-docker");
        if (DockerCluster.ExistsIn(inDocker))
        {
            return new DockerCluster(inDocker);
        }

        var (place, user) = await ClusterPlace.FindAsync(data, cancellationToken);
        var version = LocalCluster.VersionIn(place);
        if (await PostgresBinaries.FindAsync(version, cancellationToken) is { } installed)
        {
            return new LocalCluster(installed, user, place);
        }

        if (version is not null)
        {
            throw new OperatorException(
                ExitCodes.Database, $"The files in {place} are PostgreSQL {version}'s, which isn't on this machine any more: install postgresql-{version}.");
        }

        if (await DockerCluster.AnswersAsync(cancellationToken))
        {
            return new DockerCluster(inDocker);
        }

        if (await PackageInstaller.TryInstallAsync(remark, cancellationToken)
            && await PostgresBinaries.FindAsync(null, cancellationToken) is { } fresh)
        {
            // The package brings the user postgres along.
            (place, user) = await ClusterPlace.FindAsync(data, cancellationToken);
            return new LocalCluster(fresh, user, place);
        }

        throw new OperatorException(
            ExitCodes.Database,
            $"""
            FichierClient needs PostgreSQL {PostgresBinaries.LowestVersion} or later, and found none. One of these is enough:
              - install it: sudo apt-get install postgresql   (Debian, Ubuntu), brew install postgresql@17   (macOS)
              - start Docker
              - set FICHIER_DATABASE to the connection string of a database: Host=…;Database=…;Username=…;Password=…
            """);
    }
}
