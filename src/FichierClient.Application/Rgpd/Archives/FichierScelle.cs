using System.Text.Json.Nodes;

namespace FichierClient.Application.Rgpd.Archives;

/// <summary>
/// A file within a sealed document. Its bytes stand in the document as they were handed in: the archive has no grants, is read with a reason only, and travels with the organisation, which keys of this
/// installation wouldn't.
/// </summary>
/// <param name="Nom">As it was handed in.</param>
/// <param name="Octets">Its content.</param>
public sealed record FichierScelle(string Nom, byte[] Octets)
{
    private const string Champ = "fichier", Chiffre = "chiffre", Place = "place";

    internal static string Write(string nom, byte[] octets, JsonObject document)
    {
        document[Champ] = new JsonObject { ["nom"] = nom, ["taille"] = octets.Length, ["octets"] = Convert.ToBase64String(octets) };
        return document.ToJsonString();
    }

    /// <summary>One that could not be opened when it was sealed: as it is stored, with the place whose key opens it.</summary>
    internal static string WriteEncrypted(string nom, byte[] octets, string place, JsonObject document)
    {
        document[Champ] = new JsonObject { ["nom"] = nom, ["taille"] = octets.Length, [Chiffre] = Convert.ToBase64String(octets), [Place] = place };
        return document.ToJsonString();
    }

    /// <summary>The document with its file opened, when it was sealed unopened and the key is at hand by now; else as it is.</summary>
    /// <param name="contenu">The sealed document.</param>
    /// <param name="open">Opens what is stored at a place.</param>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key is not at hand.</exception>
    internal static string Opened(string contenu, Func<string, byte[], byte[]> open)
    {
        if (JsonNode.Parse(contenu) is not JsonObject document || document[Champ] is not JsonObject file || (string?)file[Chiffre] is not { } stored || (string?)file[Place] is not { } place) return contenu;
        return Write((string?)file["nom"] ?? Champ, open(place, Convert.FromBase64String(stored)), document);
    }

    /// <returns>Null: the document holds no file, or one that can't be opened.</returns>
    public static FichierScelle? Read(JsonNode document) => document is JsonObject o && o[Champ] is JsonObject file && (string?)file["octets"] is { } octets
        ? new FichierScelle((string?)file["nom"] ?? Champ, Convert.FromBase64String(octets)) : null;
}
