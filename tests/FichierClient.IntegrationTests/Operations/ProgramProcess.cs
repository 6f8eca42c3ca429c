using System.Diagnostics;
using System.Text.Json;

namespace FichierClient.IntegrationTests.Operations;

/// <summary>The program as its operator starts it: a process of its own with a data folder of its own.</summary>
internal sealed class ProgramProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> errors;

    private ProgramProcess(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts <c>serve</c> on a free port and waits until it answers; without made-up data unless asked.</summary>
    public static async Task<ProgramProcess> ServeAsync(string data, bool demo = false)
    {
        var program = Start(data, "serve", "--port", "0", "--json", $"--FICHIER_DEMO={demo}");
        var line = await program.process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException(await program.errors);
        program.Answer = JsonDocument.Parse(line).RootElement;
        return program;
    }

    /// <summary>Runs one command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string data, params string[] arguments)
    {
        using var program = Start(data, arguments);
        var output = await program.process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (program.process.ExitCode, output, await program.errors);
    }

    /// <summary>What <c>serve --json</c> printed.</summary>
    public JsonElement Answer { get; private set; }

    public Uri Address => new(Answer.GetProperty("address").GetString()!);

    /// <summary>SIGINT, as Ctrl-C sends it; returns the exit code.</summary>
    public async Task<int> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        // A shell that runs the tests in its background lets its children ignore Ctrl-C: that is told, not waited for.
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    /// <summary>SIGKILL: the program can do nothing about it, and its database stays behind.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    /// <summary>Starts a command without waiting for its end.</summary>
    public static ProgramProcess Start(string data, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "FichierClient.Web.dll"), .. arguments, "--data", data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var setting in start.Environment.Keys.Where(name => name.StartsWith("FICHIER_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(setting);
        }

        return new ProgramProcess(Process.Start(start)!);
    }
}
