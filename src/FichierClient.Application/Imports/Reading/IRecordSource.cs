namespace FichierClient.Application.Imports.Reading;

/// <summary>The records of a file one after the other, whatever the file is; closes the file with itself.</summary>
public interface IRecordSource : IDisposable
{
    /// <summary>The next record, blank ones included; null at the end.</summary>
    /// <exception cref="UnreadableFileException">The file is damaged from here on; the message says so to its sender.</exception>
    ValueTask<FileRecord?> ReadAsync(CancellationToken cancellation);
}
