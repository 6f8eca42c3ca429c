using FichierClient.Application.Rgpd;

namespace FichierClient.Web.Operations.Sauvegardes;

/// <summary>
/// A copy of the journal for a drill. An erasure that is done again writes entries of its own, and one that fails calls itself off:
/// neither may reach the journal that the real database follows.
/// </summary>
internal sealed class JournalCopie : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fichierclient-journal-");

    /// <param name="dossiers">The installation's.</param>
    public JournalCopie(DossiersRgpd dossiers)
    {
        if (Directory.Exists(dossiers.Journal))
        {
            foreach (var entry in Directory.EnumerateFiles(dossiers.Journal, "*.json")) File.Copy(entry, Path.Combine(folder.FullName, Path.GetFileName(entry)));
        }

        Dossiers = dossiers with { Journal = folder.FullName };
    }

    /// <summary>The same keys, the copy of the journal.</summary>
    public DossiersRgpd Dossiers { get; }

    public void Dispose() => folder.Delete(recursive: true);
}
