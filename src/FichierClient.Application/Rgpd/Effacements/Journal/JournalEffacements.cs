using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using FichierClient.Application.Rgpd.Cles;

namespace FichierClient.Application.Rgpd.Effacements.Journal;

/// <summary>
/// The journal of tombstones outside the database (rgpd.md 3.5): one file an entry, written once (mode 400) and on the disk before
/// <see cref="AppendAsync"/> returns, each holding the hash of the one before. Several programs may append at once.
/// </summary>
/// <param name="folder">Its folder; made at the first entry.</param>
public sealed class JournalEffacements(string folder)
{
    private const string Extension = ".json";
    private const int Digits = 12;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public string Folder { get; } = folder;

    /// <summary>The number of the last entry; 0 when there is none.</summary>
    public long Tete() => Numbers().DefaultIfEmpty(0).Max();

    /// <summary>Writes an entry after the last one.</summary>
    /// <param name="sansSeq">Its number and the hash of the entry before are filled in.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <returns>The entry as it stands in the journal.</returns>
    /// <exception cref="ArgumentException">It holds text.</exception>
    public Task<EntreeJournal> AppendAsync(EntreeJournal sansSeq, CancellationToken cancellationToken)
    {
        sansSeq.EnsureNoText();
        // Not to be cancelled once it writes: whoever appends acts on whether the entry is there.
        return Task.Run(() => Append(sansSeq, cancellationToken), CancellationToken.None);
    }

    private EntreeJournal Append(EntreeJournal sansSeq, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var last = Tete();
            var entry = sansSeq with { Seq = last + 1, Precedent = last == 0 ? null : HashOf(last) };
            if (WriteOnceFile.TryWrite(PathOf(entry.Seq), JsonSerializer.SerializeToUtf8Bytes(entry, Json), UnixFileMode.UserRead)) return entry;
        }
    }

    /// <summary>The entries after this number, in order.</summary>
    /// <exception cref="JournalException">One is missing or unreadable.</exception>
    public IEnumerable<EntreeJournal> Depuis(long seq)
    {
        var last = Tete();
        for (var next = seq + 1; next <= last; next++) yield return Read(next);
    }

    /// <summary>Reads every entry and compares each with the hash that the next one holds.</summary>
    /// <exception cref="JournalException">The first fault found.</exception>
    public void Verify()
    {
        string? before = null;
        foreach (var entry in Depuis(0))
        {
            if (entry.Precedent != before)
                throw new JournalException($"The journal is broken: entry {entry.Seq - 1} is not the one that entry {entry.Seq} was written after. Put back the copy of {Folder}.");
            before = HashOf(entry.Seq);
        }
    }

    private EntreeJournal Read(long seq)
    {
        try
        {
            var entry = JsonSerializer.Deserialize<EntreeJournal>(Bytes(seq), Json);
            return entry?.Seq == seq ? entry : throw new JournalException($"The journal is broken: {PathOf(seq)} holds another entry.");
        }
        catch (JsonException error)
        {
            throw new JournalException($"The journal is broken: {PathOf(seq)} can't be read. Put back its copy.", error);
        }
    }

    private byte[] Bytes(long seq)
    {
        try
        {
            return File.ReadAllBytes(PathOf(seq));
        }
        catch (FileNotFoundException error)
        {
            throw new JournalException($"The journal is broken: entry {seq} is missing. Put back the copy of {Folder}.", error);
        }
    }

    private string HashOf(long seq) => Convert.ToHexStringLower(SHA256.HashData(Bytes(seq)));

    private IEnumerable<long> Numbers() => !Directory.Exists(Folder) ? [] : Directory.EnumerateFiles(Folder, "*" + Extension)
        .Select(Path.GetFileNameWithoutExtension)
        .Select(name => name!.Length == Digits && long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);

    private string PathOf(long seq) => Path.Combine(Folder, seq.ToString("D12", CultureInfo.InvariantCulture) + Extension);
}
