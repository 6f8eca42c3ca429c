namespace FichierClient.Web.Operations;

/// <summary>Secrets from files, as Docker and systemd hand them over.</summary>
internal static class SettingsFromFiles
{
    private const string Suffix = "_FILE";

    /// <summary>
    /// For each <c>FICHIER_X_FILE</c>, sets <c>FICHIER_X</c> to that file's content without the newline at its end.
    /// A file that can't be read ends the program: a secret is never silently absent.
    /// </summary>
    public static void AddSettingsFromFiles(this ConfigurationManager configuration)
    {
        var values = new Dictionary<string, string?>();
        foreach (var (key, path) in configuration.AsEnumerable())
        {
            if (path is { Length: > 0 } && key.StartsWith("FICHIER_", StringComparison.Ordinal) && key.EndsWith(Suffix, StringComparison.Ordinal))
            {
                values[key[..^Suffix.Length]] = Read(key, path);
            }
        }

        configuration.AddInMemoryCollection(values);
    }

    private static string Read(string key, string path)
    {
        try
        {
            return File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException(ExitCodes.Usage, $"{key}: {error.Message}", error);
        }
    }
}
