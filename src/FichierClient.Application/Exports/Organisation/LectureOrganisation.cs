using System.IO.Compression;
using System.Security.Cryptography;
using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Cles;

namespace FichierClient.Application.Exports.Organisation;

/// <summary>A ZIP that can't be loaded, with the sentence that says why.</summary>
public sealed class OrganisationRefuseeException(string message) : Exception(message);

/// <summary>
/// Opens the ZIP of an organisation and believes nothing: the manifest says which entries there are, how long they are and their prints; whatever
/// differs is refused before a row is written. No entry becomes a file: a name that leads elsewhere leads nowhere.
/// </summary>
public sealed class LectureOrganisation : IAsyncDisposable
{
    /// <summary>Text of a client file shrinks to a tenth or so, rows that repeat to a fiftieth: more than this, over all, is made to fill a disk.</summary>
    private const long MostRatio = 200, Small = 64L * 1024 * 1024;

    /// <summary>A million pieces or so: what is written stays below it too.</summary>
    internal const int LongestManifest = 256 * 1024 * 1024;

    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> entries;
    private readonly Dictionary<string, EntreeDecrite> said;

    private LectureOrganisation(ZipArchive zip, Dictionary<string, ZipArchiveEntry> entries, Manifeste manifeste) =>
        (this.zip, this.entries, Manifeste, said) = (zip, entries, manifeste, manifeste.Entrees.GroupBy(e => e.Nom, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal));

    public Manifeste Manifeste { get; }

    /// <summary>Which installation signed it, to be compared with what its page of exports says.</summary>
    public string Signataire => EmpreinteDe(Convert.FromBase64String(Manifeste.ClePublique));

    /// <summary>How an installation's key is told.</summary>
    public static string EmpreinteDe(byte[] clePublique) => Convert.ToHexStringLower(SHA256.HashData(clePublique))[..16];

    /// <summary>Opens and verifies the whole of it.</summary>
    /// <param name="file">Seekable; stays open.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="OrganisationRefuseeException">It is damaged, changed, or something else.</exception>
    public static async Task<LectureOrganisation> OpenAsync(Stream file, CancellationToken cancellationToken)
    {
        try
        {
            var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: true, null, cancellationToken);
            var entries = zip.Entries.GroupBy(e => e.FullName, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count() == 1 ? g.First() : throw Refuse("Organisation_zip_abime"), StringComparer.Ordinal);
            var lecture = new LectureOrganisation(zip, entries, await ManifestAsync(entries, cancellationToken));
            lecture.CompareEntries(file.Length);
            foreach (var entry in lecture.Manifeste.Entrees) await lecture.VerifyAsync(entry, cancellationToken);
            return lecture;
        }
        catch (InvalidDataException)
        {
            throw Refuse("Organisation_zip_abime");
        }
    }

    public bool Has(string nom) => entries.ContainsKey(nom);

    /// <summary>An entry, which ends with an error where it would be longer than the manifest says.</summary>
    public async Task<Stream> ReadAsync(string nom, CancellationToken cancellationToken) => new FluxBorne(await entries[nom].OpenAsync(cancellationToken), said[nom].Octets);

    public async ValueTask DisposeAsync() => await zip.DisposeAsync();

    private static async Task<Manifeste> ManifestAsync(Dictionary<string, ZipArchiveEntry> entries, CancellationToken cancellationToken)
    {
        if (!entries.TryGetValue(Manifeste.Entree, out var entry) || !entries.TryGetValue(Manifeste.Signature, out var signed)) throw Refuse("Organisation_zip_autre");
        var (octets, signature) = (await BytesAsync(entry, LongestManifest, cancellationToken), await BytesAsync(signed, SignatureCertificats.SignatureLength, cancellationToken));
        if (Manifeste.Parse(octets) is not { Format: Manifeste.Genre } manifeste) throw Refuse("Organisation_zip_autre");
        if (manifeste.Version > Manifeste.Actuelle) throw Refuse("Organisation_zip_recent");
        var cle = new byte[SignatureCertificats.PublicKeyLength];
        if (!Convert.TryFromBase64String(manifeste.ClePublique, cle, out var length) || length != cle.Length || !SignatureCertificats.Verify(cle, octets, signature)) throw Refuse("Organisation_zip_modifie");
        return manifeste;
    }

    private void CompareEntries(long fileLength)
    {
        var said = Manifeste.Entrees.Select(e => e.Nom).Append(Manifeste.Entree).Append(Manifeste.Signature).ToList();
        if (said.Count != said.Distinct(StringComparer.Ordinal).Count() || !said.ToHashSet(StringComparer.Ordinal).SetEquals(entries.Keys)) throw Refuse("Organisation_zip_modifie");
        if (said.Any(n => n is not (Manifeste.Entree or Manifeste.Signature or Manifeste.LisezMoi or Manifeste.Cle) && !FichiersOrganisation.IsFile(n) && !Manifeste.Tables.Any(t => t.Entree == n)))
            throw Refuse("Organisation_zip_modifie");
        if (Manifeste.Tables.Any(t => t.Entree != Manifeste.TableDe(t.Nom) || !entries.ContainsKey(t.Entree))) throw Refuse("Organisation_zip_modifie");
        var total = 0L;
        foreach (var entry in Manifeste.Entrees)
        {
            total += entry.Octets is >= 0 and < long.MaxValue / 2 ? entry.Octets : throw Refuse("Organisation_zip_modifie");
            if (total > Small && total > fileLength * MostRatio) throw Refuse("Organisation_zip_gonfle");
        }
    }

    private async Task VerifyAsync(EntreeDecrite said, CancellationToken cancellationToken)
    {
        await using var content = await ReadAsync(said.Nom, cancellationToken);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, length) = (new byte[64 * 1024], 0L);
        while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            hash.AppendData(buffer.AsSpan(0, read));
            length += read;
        }

        if (length != said.Octets || Convert.ToHexStringLower(hash.GetHashAndReset()) != said.Sha256) throw Refuse("Organisation_zip_modifie");
    }

    private static async Task<byte[]> BytesAsync(ZipArchiveEntry entry, long most, CancellationToken cancellationToken)
    {
        await using var content = new FluxBorne(await entry.OpenAsync(cancellationToken), most);
        using var octets = new MemoryStream();
        await content.CopyToAsync(octets, cancellationToken);
        return octets.ToArray();
    }

    private static OrganisationRefuseeException Refuse(string key) => new(Texts.Get(key));
}
