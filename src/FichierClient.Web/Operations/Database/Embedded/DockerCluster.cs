using System.Globalization;
using Npgsql;

namespace FichierClient.Web.Operations.Database.Embedded;

/// <summary>A cluster in a container whose files are below <c>.data</c>, published on loopback only.</summary>
internal sealed class DockerCluster(string place) : IEmbeddedCluster
{
    private int? port;

    private const string Image = "docker.io/library/postgres:17";

    /// <summary>One container a place: a program that was killed finds it again by this label.</summary>
    private string Label => $"fichierclient.place={place}";

    public static bool ExistsIn(string place) => Directory.Exists(place);

    /// <summary>A client alone isn't enough: the engine must answer.</summary>
    public static async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            return (await ChildProcess.RunAsync(["docker", "version", "--format", "{{.Server.Version}}"], patience.Token)).Succeeded;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public async Task<int> StartAsync(string superuserPassword, CancellationToken cancellationToken)
    {
        if (await RunningAsync(cancellationToken) is null)
        {
            Directory.CreateDirectory(place);

            // The password travels in the environment of the client: arguments are visible to every user.
            await DockerAsync(
                [
                    "run", "--detach", "--rm", "--label", Label, "--publish", $"127.0.0.1:{port}:5432", "--volume", $"{place}:/var/lib/postgresql/data",
                    "--env", "POSTGRES_PASSWORD", "--env", "PGDATA=/var/lib/postgresql/data/cluster", Image,
                ],
                cancellationToken,
                new Dictionary<string, string> { ["POSTGRES_PASSWORD"] = superuserPassword });
        }

        var container = await RunningAsync(cancellationToken)
            ?? throw new OperatorException(ExitCodes.Database, "The PostgreSQL container ended at once: see `docker events` or start Docker again.");
        var mapping = await DockerAsync(["port", container, "5432/tcp"], cancellationToken);
        var published = int.Parse(mapping.Split('\n')[0].Split(':')[^1], CultureInfo.InvariantCulture);
        await AnsweringAsync(EmbeddedPostgres.Superuser(published, superuserPassword), cancellationToken);
        port = published;
        return published;
    }

    public async Task<bool> IsRunningAsync(CancellationToken cancellationToken) => await RunningAsync(cancellationToken) is not null;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (await RunningAsync(cancellationToken) is { } container)
        {
            await DockerAsync(["stop", "--time", "60", container], cancellationToken);
        }
    }

    private async Task<string?> RunningAsync(CancellationToken cancellationToken)
    {
        var found = await DockerAsync(["ps", "--quiet", "--filter", $"label={Label}"], cancellationToken);
        return found.Length == 0 ? null : found.Split('\n')[0];
    }

    private static async Task<string> DockerAsync(
        string[] arguments, CancellationToken cancellationToken, Dictionary<string, string>? environment = null)
    {
        var result = await ChildProcess.RunAsync(["docker", .. arguments], cancellationToken, environment: environment);
        return result.Succeeded
            ? result.Output.Trim()
            : throw new OperatorException(ExitCodes.Database, $"docker {arguments[0]} failed.\n{result.Said}");
    }

    /// <summary>While it makes its cluster the image runs a server without TCP, so the first TCP answer is the real one.</summary>
    private static async Task AnsweringAsync(string connectionString, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException) when (attempt < 300)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }
    }
}
