namespace FichierClient.Web.Operations.Database;

/// <summary>Where the program keeps what isn't in the database: <c>FICHIER_DATA</c>, else <c>.data</c> of the checkout.</summary>
internal sealed record DataFolder(string Path)
{
    public static DataFolder Of(IConfiguration configuration) =>
        new(System.IO.Path.GetFullPath(configuration["FICHIER_DATA"] is { Length: > 0 } set ? set : System.IO.Path.Combine(Checkout(), ".data")));

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>
    /// Creates the folder, closed to others. Under root it can be crossed but not listed: the database runs as another user below it.
    /// </summary>
    public DataFolder Ensure()
    {
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
        }
        else if (!Directory.Exists(Path))
        {
            Directory.CreateDirectory(Path, Environment.IsPrivilegedProcess ? Own | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : Own);
        }

        return this;
    }

    private static string Checkout()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(System.IO.Path.Combine(folder.FullName, "FichierClient.sln")))
            {
                return folder.FullName;
            }
        }

        return Directory.GetCurrentDirectory();
    }
}
