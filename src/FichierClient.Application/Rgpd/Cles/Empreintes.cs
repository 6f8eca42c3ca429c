using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace FichierClient.Application.Rgpd.Cles;

/// <summary>
/// Keyed prints of identifiers (rgpd.md 3.6): HMAC-SHA-256 under a key of the organisation, which is derived from a master outside the
/// database. Without that file nobody finds out whose print it is by trying addresses, and two organisations' prints can't be joined.
/// </summary>
public sealed class Empreintes(CleStore cles)
{
    /// <summary>Which master made the prints that are stored beside this number.</summary>
    public const int CleVersion = 1;

    private readonly ConcurrentDictionary<Guid, byte[]> keys = new();

    /// <summary>Which master key it is, without telling it.</summary>
    public string CleId => cles.IdOf(CleStore.Empreintes);

    /// <summary>32 bytes, the same for every writing of the same identifier (<see cref="Identifiants"/>).</summary>
    public byte[] Of(Guid tenantId, string genre, string valeur) =>
        HMACSHA256.HashData(KeyOf(tenantId), Encoding.UTF8.GetBytes($"{genre}\n{Identifiants.Normalise(genre, valeur)}"));

    /// <summary>The key of an organisation's prints: it leaves with the whole organisation, whose list of objections would recognise nobody without it.</summary>
    internal byte[] KeyOf(Guid tenantId)
    {
        if (tenantId == Guid.Empty) throw new ArgumentException("A print belongs to an organisation.", nameof(tenantId));
        return keys.GetOrAdd(tenantId, id => cles.Find(FileOf(id)) ?? Derive(id));
    }

    /// <summary>Which key an organisation brought along, without telling it; null: it has the one that the master makes.</summary>
    public string? AdoptedIdOf(Guid tenantId) => cles.Find(FileOf(tenantId)) is { } key ? CleStore.IdOf(key) : null;

    /// <summary>Takes the key with which an organisation comes from another installation.</summary>
    /// <returns>Whether a file was written, which goes again when the organisation doesn't come in after all.</returns>
    /// <exception cref="InvalidDataException">Another key of this organisation is here.</exception>
    internal bool Adopt(Guid tenantId, byte[] key)
    {
        var known = cles.Find(FileOf(tenantId));
        if ((known ?? Derive(tenantId)).AsSpan().SequenceEqual(key)) return false;
        if (known is not null) throw new InvalidDataException($"{FileOf(tenantId)} is another key than the one that comes with the organisation.");
        cles.Put(FileOf(tenantId), key);
        keys.TryRemove(tenantId, out _);
        return true;
    }

    /// <summary>Takes back what <see cref="Adopt"/> wrote.</summary>
    internal void Forget(Guid tenantId)
    {
        cles.Drop(FileOf(tenantId));
        keys.TryRemove(tenantId, out _);
    }

    private static string FileOf(Guid tenantId) => $"empreintes-{CleVersion}-{tenantId:N}.key";

    private byte[] Derive(Guid tenantId) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, cles.Get(CleStore.Empreintes), 32, info: [.. "fichierclient:empreintes:1:"u8, .. tenantId.ToByteArray(bigEndian: true)]);
}
