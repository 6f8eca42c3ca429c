using System.Globalization;
using FichierClient.Web.Operations.Database;
using FichierClient.Web.Operations.Database.Embedded;

namespace FichierClient.IntegrationTests.Operations;

/// <summary>A data folder of one test, with what the tests ask of its cluster; nothing of it runs on afterwards.</summary>
internal sealed class EmbeddedDatabase : IAsyncDisposable
{
    public EmbeddedDatabase()
    {
        Data = new DataFolder(Directory.CreateTempSubdirectory("fichierclient-").FullName);

        // As `.data` is made: the cluster's user must be able to cross it.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Data.Path, ModeOf(Data.Path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
    }

    public DataFolder Data { get; }

    public string ClusterFolder => Path.Combine(Data.File("postgres"), "data");

    public string PidFile => Path.Combine(ClusterFolder, "postmaster.pid");

    public static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    /// <summary>The tests of the private cluster need PostgreSQL's programs; elsewhere they are skipped, and say so.</summary>
    public static async Task<EmbeddedDatabase> CreateAsync()
    {
        Assert.SkipWhen(
            OperatingSystem.IsWindows() || await PostgresBinaries.FindAsync(null, TestContext.Current.CancellationToken) is null,
            "PostgreSQL isn't installed on this machine.");
        return new EmbeddedDatabase();
    }

    public Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartAsync(Data, _ => { }, TestContext.Current.CancellationToken);

    /// <summary>The server's process, or null when none runs.</summary>
    public async Task<int?> ServerAsync() => (await PostmasterFile.ReadAsync(ClusterFolder, TestContext.Current.CancellationToken))?.ProcessId;

    public async Task KillServerAsync()
    {
        using var server = System.Diagnostics.Process.GetProcessById(int.Parse((await File.ReadAllLinesAsync(PidFile))[0], CultureInfo.InvariantCulture));
        server.Kill();
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(PidFile))
        {
            // Adopts what a test left running, and stops it as the last one out.
            await (await EmbeddedPostgres.StartAsync(Data, _ => { }, CancellationToken.None)).DisposeAsync();
        }

        Directory.Delete(Data.Path, recursive: true);
    }
}
