namespace FichierClient.UnitTests.Architecture;

/// <summary>The checkout that these tests were built from: rules about files are read from the files.</summary>
internal static class SourceTree
{
    private static readonly string[] Programs = ["src", "tests", "bench"];

    public static string Root { get; } = FindRoot();

    /// <summary>Files that people write: no build output, no generated migrations.</summary>
    /// <param name="folder">Below the root, such as <c>src</c>; empty for all programs.</param>
    /// <param name="extension">With its dot.</param>
    public static IReadOnlyList<SourceFile> Files(string folder, string extension) =>
        [.. (folder.Length == 0 ? Programs : [folder])
            .SelectMany(f => Directory.EnumerateFiles(Path.Combine(Root, f), "*" + extension, SearchOption.AllDirectories))
            .Select(path => new SourceFile(Path.GetRelativePath(Root, path).Replace('\\', '/')))
            .Where(file => !file.Name.Split('/').Any(part => part is "bin" or "obj"))];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FichierClient.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("No FichierClient.sln above the tests.");
    }
}

/// <param name="Name">Path from the root, with slashes.</param>
internal sealed record SourceFile(string Name)
{
    public bool IsMigration => Name.Contains("/Migrations/", StringComparison.Ordinal);

    public string[] Lines => File.ReadAllLines(Path.Combine(SourceTree.Root, Name));

    /// <summary>The lines with their numbers, without those that are comments only.</summary>
    public IEnumerable<(int Number, string Text)> Code =>
        Lines.Select((text, i) => (i + 1, text)).Where(l => !l.text.TrimStart().StartsWith("//", StringComparison.Ordinal));

    public override string ToString() => Name;
}
