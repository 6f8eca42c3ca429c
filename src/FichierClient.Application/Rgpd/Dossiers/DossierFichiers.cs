using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FichierClient.Application.Rgpd.Dossiers;

/// <summary>Writes the files of a package: JSON with its schema, a CSV per table.</summary>
internal static class DossierFichiers
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(ZipArchive zip, string name, byte[] content, CancellationToken cancellationToken)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(cancellationToken);
        await entry.WriteAsync(content, cancellationToken);
    }

    public static byte[] Json(string reference, DateTimeOffset le, ContenuDossier contenu) => Bytes(new JsonObject
    {
        ["$schema"] = "./schema.json",
        ["reference"] = reference,
        ["etabli_le"] = le.ToString("O", CultureInfo.InvariantCulture),
        ["donnees"] = Tables(contenu.Blocs),
        ["mentions"] = Tables(contenu.Recherche.Mentions),
        ["mentions_du_nom_seul"] = Tables(contenu.Recherche.Incertaines),
        ["fichiers_importes"] = new JsonArray([.. contenu.Recherche.Fichiers.Lignes.Select(l => l.DeepClone())]),
        ["recherche"] = new JsonObject
        {
            ["tables"] = contenu.Recherche.Tables,
            ["colonnes"] = contenu.Recherche.Colonnes,
            ["fichiers_ouverts"] = contenu.Recherche.FichiersOuverts,
            ["non_joint"] = new JsonArray([.. contenu.NonJoint.Select(n => JsonValue.Create(n))]),
        },
    });

    /// <summary>JSON Schema 2020-12; each column of the map tells its category in the terms of the register and in those of the W3C (<see cref="TermesDpv"/>).</summary>
    public static byte[] Schema(IReadOnlyList<BlocDonnees> blocs, Cartographie.Cartographie carte)
    {
        var tables = new JsonObject();
        foreach (var bloc in blocs)
        {
            var columns = new JsonObject();
            foreach (var column in Columns(bloc))
            {
                var described = new JsonObject();
                if (carte.Trouver(bloc.Table, column) is { } mark)
                {
                    (described["x-categorie"], described["x-finalites"]) = (mark.Categorie.ToString(), mark.Finalites.ToString());
                    (described["x-dpv-personal-data"], described["x-dpv-purposes"]) = (TermesDpv.Of(mark.Categorie), new JsonArray([.. TermesDpv.Of(mark.Finalites).Select(t => JsonValue.Create(t))]));
                }

                columns[column] = described;
            }

            tables[bloc.Table] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "object", ["properties"] = columns } };
        }

        return Bytes(new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["type"] = "object",
            ["required"] = new JsonArray("reference", "etabli_le", "donnees"),
            ["properties"] = new JsonObject
            {
                ["reference"] = new JsonObject { ["type"] = "string" },
                ["etabli_le"] = new JsonObject { ["type"] = "string", ["format"] = "date-time" },
                ["donnees"] = new JsonObject { ["type"] = "object", ["properties"] = tables },
                ["mentions"] = new JsonObject { ["type"] = "object" },
                ["mentions_du_nom_seul"] = new JsonObject { ["type"] = "object" },
                ["fichiers_importes"] = new JsonObject { ["type"] = "array" },
                ["recherche"] = new JsonObject { ["type"] = "object" },
            },
        });
    }

    /// <summary>With semicolons and a mark of UTF-8, as a French spreadsheet opens it. A formula is text.</summary>
    public static byte[] Csv(BlocDonnees bloc)
    {
        var columns = Columns(bloc);
        var csv = new StringBuilder("\ufeff").AppendJoin(';', columns.Select(Cell)).Append("\r\n");
        foreach (var row in bloc.Lignes) csv.AppendJoin(';', columns.Select(c => Cell(Text(row[c])))).Append("\r\n");
        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    public static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.TryGetValue<string>(out var read) => read,
        _ => value.ToJsonString(Readable),
    };

    public static IReadOnlyList<string> Columns(BlocDonnees bloc) => [.. bloc.Lignes.SelectMany(l => l.Select(p => p.Key)).Distinct()];

    private static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' && !double.TryParse(text, CultureInfo.InvariantCulture, out _)) text = "'" + text;
        return text.AsSpan().IndexOfAny(";\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static JsonObject Tables(IReadOnlyList<BlocDonnees> blocs)
    {
        var tables = new JsonObject();
        foreach (var bloc in blocs) tables[bloc.Table] = new JsonArray([.. bloc.Lignes.Select(l => l.DeepClone())]);
        return tables;
    }

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString(Readable));
}
