using System.Security.Cryptography;
using System.Text.Json;

namespace FichierClient.Web.Operations.Database;

/// <summary>Passwords of the database's roles, made once and kept in a file that only its owner reads (mode 600).</summary>
internal sealed record GeneratedPasswords(string Superuser, string Owner, string App)
{
    private const string FileName = "database-passwords.json";

    public static bool ExistIn(DataFolder folder) => File.Exists(folder.File(FileName));

    public static GeneratedPasswords In(DataFolder folder)
    {
        var path = folder.Ensure().File(FileName);
        try
        {
            return File.Exists(path) ? Read(path) : Create(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException(ExitCodes.Database, $"{path}: {error.Message}", error);
        }
    }

    private static GeneratedPasswords Read(string path) =>
        JsonSerializer.Deserialize<GeneratedPasswords>(File.ReadAllText(path))
        ?? throw new OperatorException(ExitCodes.Database, $"{path} is empty.");

    private static GeneratedPasswords Create(string path)
    {
        var created = new GeneratedPasswords(Generate(), Generate(), Generate());
        var unfinished = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(unfinished, options))
        {
            JsonSerializer.Serialize(file, created);
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(unfinished, path);
            return created;
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another command was quicker: its passwords count.
            File.Delete(unfinished);
            return Read(path);
        }
    }

    private static string Generate() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
}
