namespace FichierClient.Application.Imports;

/// <summary>
/// The original file of an import, read piece by piece from the database. Seekable, because a workbook's list
/// of parts is at its end: no copy of it is ever laid on a disk.
/// </summary>
/// <param name="fetch">Gives the piece of a number; nothing when there is none.</param>
/// <param name="length">Bytes of the whole file, as the import knows them.</param>
public sealed class ImportFileStream(Func<int, CancellationToken, Task<byte[]>> fetch, long length) : Stream
{
    /// <summary>Bytes of a piece; only the last one is shorter.</summary>
    public const int FragmentSize = 512 * 1024;

    private byte[] current = [];
    private long position;
    private int number = -1;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => length;
    public override long Position { get => position; set => position = value; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var (wanted, offset) = ((int)(position / FragmentSize), (int)(position % FragmentSize));
        if (wanted != number) (current, number) = (await fetch(wanted, cancellationToken), wanted);
        var count = Math.Min(buffer.Length, Math.Max(0, current.Length - offset));
        current.AsMemory(Math.Min(offset, current.Length), count).CopyTo(buffer);
        position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The file is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => length + offset,
    };

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
