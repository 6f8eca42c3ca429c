using System.Text.Json;
using System.Text.Json.Serialization;
using FichierClient.Domain.Imports;

namespace FichierClient.Application.Imports.Retrait;

/// <summary>How far an import was taken back or put back: written in the transaction that does it, so that any process can go on.</summary>
public sealed class BilanRetrait
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>What the import was before it was first taken back, and is again when it has been put back.</summary>
    public StatutImport StatutAvant { get; set; }

    /// <summary>When it was first taken back: its own history ends here.</summary>
    public DateTimeOffset CommenceLe { get; set; }

    /// <summary>Also what somebody changed since.</summary>
    public bool Tout { get; set; }

    /// <summary>Records that go, or return, although somebody changed them since: chosen one by one.</summary>
    public List<Guid> Choisies { get; set; } = [];

    /// <summary>Of records that somebody changed since, the fields that return; the others stay as they are.</summary>
    public Dictionary<Guid, List<string>> Champs { get; set; } = [];

    /// <summary>The step that is being worked on, from 0.</summary>
    public int Etape { get; set; }

    /// <summary>The last record of this step that was worked on.</summary>
    public Guid Apres { get; set; }

    /// <summary>Records worked on, of <see cref="Total"/>.</summary>
    public long Fait { get; set; }

    public long Total { get; set; }

    /// <summary>Records that the import had made and that are gone; when put back: that are there again.</summary>
    public long Retirees { get; set; }

    /// <summary>Records that have the values again that they had before; when put back: the import's.</summary>
    public long Rendues { get; set; }

    /// <summary>Of <see cref="Rendues"/>, those of which only the chosen fields are.</summary>
    public long Partielles { get; set; }

    /// <summary>Records left as they are.</summary>
    public long Gardees { get; set; }

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static BilanRetrait Parse(string json) => JsonSerializer.Deserialize<BilanRetrait>(json, Options)!;
}
