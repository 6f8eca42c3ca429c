using FichierClient.Application.Data;
using Npgsql;

namespace FichierClient.Application.Imports;

/// <summary>The original file of an import, read piece by piece from the database, whichever node received it.</summary>
public sealed class ImportFileStream(NpgsqlDataSource database, Guid tenantId, Guid importId) : Stream
{
    /// <summary>Bytes of a piece; only the last one is shorter.</summary>
    public const int FragmentSize = 512 * 1024;

    private byte[] current = [];
    private int offset, next;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (offset == current.Length)
        {
            current = await FetchAsync(cancellationToken);
            offset = 0;
        }

        var count = Math.Min(buffer.Length, current.Length - offset);
        current.AsMemory(offset, count).CopyTo(buffer);
        offset += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The file is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task<byte[]> FetchAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenTenantAsync(tenantId, cancellationToken);
        await using var command = new NpgsqlCommand("select octets from import_fragments where tenant_id = $1 and import_id = $2 and numero = $3", connection);
        foreach (var value in (object[])[tenantId, importId, next++]) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteScalarAsync(cancellationToken) as byte[] ?? [];
    }
}
