namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>What a part of an OPC package refers to (ECMA-376, part 2, 8.3): types by the last word of their address, targets as names of parts.</summary>
internal sealed class PartRelations
{
    private readonly List<(string Id, string Type, string Target)> all = [];

    /// <summary>The relations of a part; of the package itself for an empty name. None when the part has none.</summary>
    public static async Task<PartRelations> ReadAsync(ZipParts parts, string part, CancellationToken cancellation)
    {
        var relations = new PartRelations();
        var slash = part.LastIndexOf('/') + 1;
        using var xml = await parts.XmlAsync($"{part[..slash]}_rels/{part[slash..]}.rels", cancellation);
        while (xml is not null && await xml.ReadAsync())
        {
            if (!xml.Starts("Relationship") || xml.GetAttribute("TargetMode") == "External") continue;
            var type = xml.GetAttribute("Type") ?? "";
            relations.all.Add((xml.GetAttribute("Id") ?? "", type[(type.LastIndexOf('/') + 1)..], Resolve(part[..slash], xml.GetAttribute("Target") ?? "")));
        }

        return relations;
    }

    /// <summary>The first part of a type, null when there is none.</summary>
    public string? Of(string type) => all.Find(r => r.Type == type).Target;

    /// <summary>The part of a sheet with cells; null for a chart, a dialog, an unknown id.</summary>
    public string? Worksheet(string? id) => all.Find(r => r.Id == id && r.Type == "worksheet").Target;

    private static string Resolve(string folder, string target)
    {
        target = Uri.UnescapeDataString(target.Replace('\\', '/'));
        var names = new List<string>();
        foreach (var name in (target.StartsWith('/') ? target : folder + target).Split('/'))
        {
            if (name == ".." && names.Count > 0) names.RemoveAt(names.Count - 1);
            else if (name is not ("" or "." or "..")) names.Add(name);
        }

        return string.Join('/', names);
    }
}
