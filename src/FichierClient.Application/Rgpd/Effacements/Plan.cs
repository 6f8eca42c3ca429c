using System.Security.Cryptography;
using System.Text.Json;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>What an erasure does at a place.</summary>
public enum ActionEffacement
{
    /// <summary>The rows go.</summary>
    Supprimer,

    /// <summary>The rows stay and lose their person.</summary>
    Detacher,

    /// <summary>The rows stay, their words about the person go.</summary>
    Caviarder,

    /// <summary>A copy goes to the sealed archive until its purge date.</summary>
    Sceller,

    /// <summary>The file of a request or a breach keeps it as proof; the former is sealed once it is closed.</summary>
    Conserver,

    /// <summary>The record has to stay for others that refer to it; all that is personal in it goes.</summary>
    Depouiller,
}

/// <summary>One place of a plan.</summary>
/// <param name="Table">The table.</param>
/// <param name="Colonne">The column that ties the rows to the person; null: the record itself, or files.</param>
/// <param name="Action">What is done.</param>
/// <param name="Cles">Keys of the rows, in order.</param>
/// <param name="Base">The article that asks for it or keeps it.</param>
/// <param name="PurgeLe">Last day of what is kept.</param>
/// <param name="Etat">Print of the rows' versions: a change of any of them is another plan.</param>
public sealed record Lieu(string Table, string? Colonne, ActionEffacement Action, IReadOnlyList<string> Cles, string Base, DateOnly? PurgeLe, string Etat);

public enum DecisionMention
{
    /// <summary>The DPO has to look at it.</summary>
    ADecider,
    Caviarder,

    /// <summary>In the file of a request, which is kept as evidence until it is sealed: nobody decides this.</summary>
    Dossier,

    /// <summary>Somebody else of that name, or a company's own name: kept, and said in the certificate.</summary>
    Laisser,
}

/// <summary>A finding in another record, by its key and the version that was looked at.</summary>
public sealed record Mention(string Table, string Colonne, string Cle, string Version, bool EstForte, DecisionMention Decision)
{
    /// <summary>An e-mail in a file: <see cref="DecisionMention.Caviarder"/> deletes it whole.</summary>
    public bool EstFichier => Table == Courriels.CourrielsEnFichiers.Table;

    public bool IsSame(Mention other) => (Table, Colonne, Cle, Version) == (other.Table, other.Colonne, other.Cle, other.Version);
}

/// <summary>A dry run: everything that an erasure will touch, without any content. What is approved is its print.</summary>
/// <param name="Sujet">Kind of record.</param>
/// <param name="Ids">The person's records.</param>
/// <param name="Lieux">Rows of the person itself.</param>
/// <param name="Mentions">Findings in other records.</param>
/// <param name="ImportIds">Imports whose original is deleted.</param>
/// <param name="ExportIds">Exports whose file is deleted.</param>
/// <param name="DossierIds">Packages of the person's own requests, deleted too.</param>
public sealed record PlanEffacement(
    Sujet Sujet, IReadOnlyList<Guid> Ids, IReadOnlyList<Lieu> Lieux, IReadOnlyList<Mention> Mentions, IReadOnlyList<Guid> ImportIds, IReadOnlyList<Guid> ExportIds, IReadOnlyList<Guid>? DossierIds = null)
{
    /// <summary>E-mails that lie in files because no mail server is set and are hers; they go. Those that only bear her name are among the findings.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public int CourrielsEnFichiers { get; init; }

    /// <summary>Those files: one that can't be read any more when it is to go was known to be hers.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public IReadOnlyList<string>? CourrielsSiens { get; init; }

    /// <summary>Documents of others' requests that nobody could read: whether they name her isn't known.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public int PiecesNonLues { get; init; }

    /// <summary>Where the database stood when it was read; null: everything is read again.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public PointDeLecture? LuA { get; init; }

    /// <summary>More rows than this, or sealed documents, are approved by two persons.</summary>
    public const int LignesSeul = 1_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { IgnoreReadOnlyProperties = true, Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    public int Lignes => Lieux.Sum(l => l.Cles.Count) + Mentions.Count(m => m.Decision == DecisionMention.Caviarder);

    public int Scelles => Lieux.Where(l => l.Action == ActionEffacement.Sceller).Sum(l => l.Cles.Count);

    /// <summary>The erasure changes this row.</summary>
    public bool Writes(string table, string cle) =>
        Lieux.Any(l => l.Table == table && l.Cles.Contains(cle)) || Mentions.Any(m => m.Decision == DecisionMention.Caviarder && (m.Table, m.Cle) == (table, cle));

    public bool ExigeDeux => Scelles > 0 || Lignes > LignesSeul;

    public bool EstDecide => Mentions.All(m => m.Decision != DecisionMention.ADecider);

    /// <summary>
    /// SHA-256 of the plan as it is written, in hexadecimal. What nobody decides is left out: every file of an export goes and every e-mail in a file, so a further one
    /// is no other plan, and the files of requests go on meanwhile.
    /// </summary>
    public string Empreinte => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        this with { ExportIds = [], CourrielsEnFichiers = 0, CourrielsSiens = null, PiecesNonLues = 0, LuA = null, Mentions = [.. Mentions.Where(m => m.Decision != DecisionMention.Dossier)] }, Json)));

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>An erasure whose plan is still being made has an empty one.</summary>
    public static PlanEffacement FromJson(string json)
    {
        var plan = JsonSerializer.Deserialize<PlanEffacement>(json, Json) ?? throw new JsonException("An empty plan.");
        return plan.Lieux is null ? new PlanEffacement(plan.Sujet, [], [], [], [], []) : plan;
    }

    /// <summary>The same plan with what was decided before, where it is about the same version of the same row.</summary>
    public PlanEffacement Keeping(PlanEffacement before)
    {
        var known = Mentions.Select(m => before.Mentions.FirstOrDefault(b => b.IsSame(m)) is { } same ? m with { Decision = same.Decision } : m).ToList();
        return this with { Mentions = before.HoldsFilesOf(this) ? [.. known.Where(m => !m.EstFichier), .. before.Mentions.Where(m => m.EstFichier)] : known };
    }

    /// <summary>The e-mails in files that are there now were looked at, and those that are gone were decided: less is no other plan.</summary>
    public bool HoldsFilesOf(PlanEffacement now) => HoldsFiles([.. now.Mentions.Where(m => m.EstFichier)]);

    internal bool HoldsFiles(IReadOnlyCollection<Mention> now) =>
        now.All(m => Mentions.Any(m.IsSame)) && Mentions.All(m => !m.EstFichier || m.Decision != DecisionMention.ADecider || now.Any(m.IsSame));
}
