using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace FichierClient.Application.Exports.Organisation;

/// <summary>Writes the entries of a ZIP one after the other, holding a buffer of each, and keeps their sizes and prints.</summary>
internal sealed class EntreesZip(ZipArchive zip)
{
    private const int Tampon = 64 * 1024;

    private readonly List<EntreeDecrite> written = [];

    public IReadOnlyList<EntreeDecrite> Ecrites => written;

    /// <summary>An entry of bytes that are given piece by piece.</summary>
    public async Task AddAsync(string nom, IAsyncEnumerable<byte[]> pieces, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = 0L;
        await using (var output = await zip.CreateEntry(nom, CompressionLevel.Fastest).OpenAsync(cancellationToken))
        {
            await foreach (var piece in pieces.WithCancellation(cancellationToken))
            {
                hash.AppendData(piece);
                length += piece.Length;
                await output.WriteAsync(piece, cancellationToken);
            }
        }

        written.Add(new EntreeDecrite(nom, length, Convert.ToHexStringLower(hash.GetHashAndReset())));
    }

    public Task AddAsync(string nom, byte[] octets, CancellationToken cancellationToken) => AddAsync(nom, One(octets), cancellationToken);

    /// <summary>The rows of a query as CSV (RFC 4180) with a header; an empty cell is null, <c>""</c> an empty text.</summary>
    /// <returns>How many rows.</returns>
    public async Task<long> AddRowsAsync(string nom, NpgsqlConnection connection, string query, CancellationToken cancellationToken)
    {
        var lines = 0L;
        await AddAsync(nom, ReadAsync(), cancellationToken);
        return lines - 1;

        async IAsyncEnumerable<byte[]> ReadAsync()
        {
            var (buffer, quoted) = (new char[Tampon], false);
            var encoder = Encoding.UTF8.GetEncoder();
            using var reader = await connection.BeginTextExportAsync($"copy ({query}) to stdout (format csv, header)", cancellationToken);
            while (await reader.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                // Quotes within a quoted value are doubled, so whatever stands between an even number of them is outside.
                for (var i = 0; i < read; i++)
                {
                    if (buffer[i] == '"') quoted = !quoted;
                    else if (buffer[i] == '\n' && !quoted) lines++;
                }

                // The encoder keeps half of a character that lies across two buffers.
                var octets = new byte[encoder.GetByteCount(buffer, 0, read, flush: false)];
                encoder.GetBytes(buffer, 0, read, octets, 0, flush: false);
                yield return octets;
            }
        }
    }

    private static async IAsyncEnumerable<byte[]> One(byte[] octets)
    {
        await Task.CompletedTask;
        yield return octets;
    }
}
