using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace FichierClient.Application.Rgpd.Cles;

/// <summary>
/// Keys of 32 bytes in files that only their owner reads (mode 600), made at their first use and never again: several programs
/// that ask at once get the same one. A key that is lost makes what it protects worthless, so the folder is copied apart from the database.
/// </summary>
/// <param name="folder">Closed to others (mode 700); made when it is missing.</param>
public sealed class CleStore(string folder)
{
    /// <summary>The keys: master of the keyed prints (its number is <see cref="Cles.Empreintes.CleVersion"/>), signature of certificates, encryption of backups.</summary>
    public const string Empreintes = "empreintes-1.key", Certificats = "certificats.key", Sauvegardes = "sauvegardes.key";

    private const int Length = 32;

    private readonly ConcurrentDictionary<string, byte[]> known = new(StringComparer.Ordinal);

    public string Folder { get; } = folder;

    /// <summary>The key of this name, made when there is none yet.</summary>
    /// <exception cref="InvalidDataException">The file isn't a key: it is never replaced, because what it protected would be lost.</exception>
    public byte[] Get(string name) => known.GetOrAdd(name, Load);

    /// <summary>The key of this name, null when there is none: it isn't made.</summary>
    /// <exception cref="InvalidDataException">The file isn't a key.</exception>
    internal byte[]? Find(string name) => File.Exists(Path.Combine(Folder, name)) ? Read(Path.Combine(Folder, name)) : null;

    /// <summary>Keeps a key that comes from elsewhere.</summary>
    /// <exception cref="InvalidDataException">Another one is here, or it is no key.</exception>
    internal void Put(string name, byte[] key)
    {
        if (key.Length != Length) throw new InvalidDataException("It isn't a key.");
        WriteOnceFile.TryWrite(Path.Combine(Folder, name), key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (!Read(Path.Combine(Folder, name)).AsSpan().SequenceEqual(key)) throw new InvalidDataException($"{name} is another key.");
    }

    /// <summary>Takes back one that was put.</summary>
    internal void Drop(string name) => File.Delete(Path.Combine(Folder, name));

    /// <summary>Which key it is, without telling it: what is stored beside data that need it later.</summary>
    public string IdOf(string name) => IdOf(Get(name));

    internal static string IdOf(byte[] key) => Convert.ToHexStringLower(SHA256.HashData([.. "fichierclient:cle:"u8, .. key]))[..16];

    private byte[] Load(string name)
    {
        var path = Path.Combine(Folder, name);
        return File.Exists(path) ? Read(path) : Create(path);
    }

    private static byte[] Read(string path)
    {
        var key = File.ReadAllBytes(path);
        return key.Length == Length ? key : throw new InvalidDataException(
            $"{path} has {key.Length} bytes, a key has {Length}: put back the copy of this file. It isn't replaced, because what it protects would be lost.");
    }

    private static byte[] Create(string path)
    {
        // Where another program is quicker, its key counts.
        WriteOnceFile.TryWrite(path, RandomNumberGenerator.GetBytes(Length), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return Read(path);
    }
}
