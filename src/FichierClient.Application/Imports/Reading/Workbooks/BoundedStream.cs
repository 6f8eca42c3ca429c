using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>How far the parts of one compressed file may swell together: a few kilobytes can hold gigabytes (a « zip bomb »).</summary>
internal sealed class SwellLimit(long compressed)
{
    /// <summary>Bytes that any file may reach: they are read in about a second.</summary>
    public const long Free = 64L << 20;

    /// <summary>Sheets of equal cells reach a hundred; deflate's own ceiling is 1,032.</summary>
    public const long MaxRatio = 250;

    /// <summary>A sheet of 1,048,576 rows and a hundred columns stays below.</summary>
    public const long MaxBytes = 6L << 30;

    private long total;

    /// <exception cref="UnreadableFileException">More came out than a workbook holds.</exception>
    public void Add(int bytes)
    {
        total += bytes;
        if (total > Free && (total > MaxBytes || total / MaxRatio > compressed)) throw new UnreadableFileException(Texts.Get("Import_classeur_gonfle", total >> 20));
    }
}

/// <summary>What comes out of a part, counted.</summary>
internal sealed class BoundedStream(Stream part, SwellLimit limit) : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await part.ReadAsync(buffer, cancellationToken);
        limit.Add(read);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = part.Read(buffer, offset, count);
        limit.Add(read);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) part.Dispose();
        base.Dispose(disposing);
    }
}
