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
    private const string Champ = "fichier";

    internal static string Write(string nom, byte[] octets, JsonObject document)
    {
        document[Champ] = new JsonObject { ["nom"] = nom, ["taille"] = octets.Length, ["octets"] = Convert.ToBase64String(octets) };
        return document.ToJsonString();
    }

    /// <returns>Null: the document holds no file.</returns>
    public static FichierScelle? Read(JsonNode document) => document is JsonObject o && o[Champ] is JsonObject file && (string?)file["octets"] is { } octets
        ? new FichierScelle((string?)file["nom"] ?? Champ, Convert.FromBase64String(octets)) : null;
}
