using System.Text.Encodings.Web;
using System.Text.Json;

namespace FichierClient.Application.Exports.Organisation;

/// <summary>The organisation itself.</summary>
public sealed record FicheOrganisation(Guid Id, string Slug, string Nom, string Fuseau, string Devise, bool EstDemo, DateTimeOffset CreeLe);

/// <summary>A column as the manifest describes it; with the map of personal data where it holds some.</summary>
public sealed record ColonneDecrite(string Nom, string Type, bool Obligatoire)
{
    /// <summary>The table that it refers to.</summary>
    public string? Refere { get; init; }
    public string? Categorie { get; init; }
    public string? Effacement { get; init; }
    public string? Finalites { get; init; }
}

/// <summary>A table, its entry in the ZIP and how many rows it holds.</summary>
public sealed record TableDecrite(string Nom, string Entree, long Lignes, IReadOnlyList<ColonneDecrite> Colonnes);

/// <summary>An entry of the ZIP: its bytes before compression and their SHA-256 in hexadecimal.</summary>
public sealed record EntreeDecrite(string Nom, long Octets, string Sha256);

/// <summary>What doesn't travel.</summary>
public sealed record AbsentDecrit(string Nom, string Raison);

/// <summary>What a ZIP of an organisation holds, signed by the installation that made it.</summary>
public sealed record Manifeste(string Format, int Version, string Schema, DateTimeOffset FaitLe, FicheOrganisation Organisation)
{
    public const string Genre = "fichierclient-organisation", Entree = "manifeste.json", Signature = "manifeste.sig", Cle = "fichiers/oppositions.cle", LisezMoi = "LISEZ-MOI.txt";

    /// <summary>Of this layout of the ZIP.</summary>
    public const int Actuelle = 1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Ed25519, in base 64.</summary>
    public string ClePublique { get; init; } = "";
    public IReadOnlyList<TableDecrite> Tables { get; init; } = [];
    public IReadOnlyList<EntreeDecrite> Entrees { get; init; } = [];
    public IReadOnlyList<AbsentDecrit> Absents { get; init; } = [];

    /// <summary>Where the rows of a table are.</summary>
    public static string TableDe(string nom) => $"tables/{nom}.csv";

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <summary>Null: it isn't one.</summary>
    public static Manifeste? Parse(byte[] octets)
    {
        try
        {
            return JsonSerializer.Deserialize<Manifeste>(octets, Options) is { Organisation: not null, Tables: not null, Entrees: not null } read
                && read.Entrees.All(e => e is { Nom: not null, Sha256: not null }) && read.Tables.All(t => t is { Nom: not null, Entree: not null, Colonnes: not null }) ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
