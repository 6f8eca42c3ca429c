namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>A file of sheets, opened; closes the file with itself.</summary>
internal abstract class Workbook(ZipParts parts) : IDisposable
{
    public abstract FormatFichier Format { get; }

    /// <summary>The sheets that hold cells, in the order of their tabs.</summary>
    public abstract IReadOnlyList<FeuilleClasseur> Feuilles { get; }

    /// <summary>Day numbers begin on 1 January 1904.</summary>
    public bool Depuis1904 { get; protected set; }

    protected ZipParts Parts => parts;

    /// <summary>The rows of one sheet; one sheet is open at a time. They don't close the workbook.</summary>
    public abstract Task<IRecordSource> OpenAsync(FeuilleClasseur feuille, CancellationToken cancellation);

    /// <summary>The first rows of a sheet, to see what it is; what only its end tells (merged cells) isn't read.</summary>
    public virtual Task<IRecordSource> GlanceAsync(FeuilleClasseur feuille, CancellationToken cancellation) => OpenAsync(feuille, cancellation);

    public void Dispose() => parts.Dispose();
}
