namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>A file whose end is in memory: that end can be read synchronously, the rest asynchronously only.</summary>
internal sealed class HeldTailStream(Stream file, byte[] tail) : Stream
{
    private readonly long tailStart = file.Length - tail.Length;
    private long position;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => file.Length;
    public override long Position { get => position; set => position = value; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (position >= tailStart) return ReadTail(buffer.Span);
        if (file.Position != position) file.Position = position;
        var read = await file.ReadAsync(buffer[..(int)Math.Min(buffer.Length, tailStart - position)], cancellationToken);
        position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) =>
        position >= tailStart ? ReadTail(buffer) : throw new NotSupportedException("The file is read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }

    private int ReadTail(Span<byte> buffer)
    {
        var from = (int)Math.Min(position - tailStart, tail.Length);
        var count = Math.Min(buffer.Length, tail.Length - from);
        tail.AsSpan(from, count).CopyTo(buffer);
        position += count;
        return count;
    }
}
