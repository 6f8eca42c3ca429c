namespace FichierClient.Application.Exports;

/// <summary>Cuts what is written into pieces of <see cref="ExportStore.FragmentSize"/> and hands each to <paramref name="keep"/>.</summary>
internal sealed class ExportFileStream(Func<int, byte[], CancellationToken, Task> keep) : Stream
{
    private readonly MemoryStream pending = new();
    private int next;

    /// <summary>Bytes written so far.</summary>
    public long Taille { get; private set; }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        if (pending.Length >= ExportStore.FragmentSize) await KeepFullAsync(cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Only gathers: the zip of a workbook writes its few bytes of index in this way. They are kept with the next asynchronous write.</summary>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        pending.Write(buffer);
        Taille += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Keeps the last, shorter piece. Nothing may be written afterwards.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await KeepFullAsync(cancellationToken);
        if (pending.Length > 0) await keep(next++, pending.ToArray(), cancellationToken);
        pending.SetLength(0);
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async Task KeepFullAsync(CancellationToken cancellationToken)
    {
        var bytes = pending.ToArray();
        var done = 0;
        for (; bytes.Length - done >= ExportStore.FragmentSize; done += ExportStore.FragmentSize)
            await keep(next++, bytes[done..(done + ExportStore.FragmentSize)], cancellationToken);
        pending.SetLength(0);
        pending.Write(bytes, done, bytes.Length - done);
    }
}
