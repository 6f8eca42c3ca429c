using System.Text.Json;
using System.Text.Json.Serialization;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>A place in the certificate: what was there, what went, what is kept and until when.</summary>
public sealed record LieuCertifie(string Table, string? Colonne, ActionEffacement Action, int Avant, int Traite, int Conserve, string Base, DateOnly? PurgeLe);

/// <summary>What was searched after the erasure, and what was found.</summary>
/// <param name="Role">The role that read.</param>
/// <param name="Tables">Tables read.</param>
/// <param name="Colonnes">Columns of words read.</param>
/// <param name="Fichiers">Kept files of imports that were opened and searched; those of exports are all deleted.</param>
/// <param name="Aiguilles">What was searched for, as keyed prints (HMAC-SHA-256), in base64.</param>
/// <param name="CleId">Which key made the prints.</param>
/// <param name="Restes">Findings outside the archive.</param>
/// <param name="Laisses">Findings that were looked at and kept: another person or a company of that name.</param>
public sealed record VerificationCertifiee(string Role, int Tables, int Colonnes, int Fichiers, IReadOnlyList<string> Aiguilles, string CleId, int Restes, int Laisses);

/// <summary>What an erasure's certificate says. No identity in it: the letter that goes with it carries that.</summary>
public sealed record CertificatContenu(
    int Version, string Reference, string Organisation, string Fondement, string PlanEmpreinte, DateTimeOffset ApprouveLe, int Approbateurs, long Tombe,
    IReadOnlyList<LieuCertifie> Lieux, int ImportsSupprimes, int ExportsSupprimes, string Invariants, VerificationCertifiee Verification,
    DateOnly SauvegardesJusquAu, bool ApresRestauration, DateTimeOffset EmisLe)
{
    /// <summary>Packages of the person's own requests that were deleted; certificates before 2026-12 say nothing of them.</summary>
    public int DossiersSupprimes { get; init; }

    /// <summary>E-mails that were still to leave, to the person or about her, and don't any more.</summary>
    public int CourrielsAnnules { get; init; }

    /// <summary>E-mails to her or about her that lay in files for want of a mail server, deleted.</summary>
    public int CourrielsEnFichiers { get; init; }

    /// <summary>E-mails in files that are hers, or were to go, and that could not be deleted: another program had them open.</summary>
    public int CourrielsRestes { get; init; }

    /// <summary>E-mails in files that stayed and that nobody could read: whether they are hers isn't known.</summary>
    public int CourrielsNonLus { get; init; }

    /// <summary>Documents of others' requests, encrypted or damaged, that nobody could read: whether they name her isn't known. Certificates before 2026-12 say nothing of them.</summary>
    public int PiecesNonLues { get; init; }

    /// <summary>Connected systems that had data of the person and were told; what they answer later is in a certificate of its own, which names this one.</summary>
    public IReadOnlyList<Connecteurs.DestinataireCertifie> Destinataires { get; init; } = [];

    /// <summary>Recipients by hand, whom letters tell.</summary>
    public int AutresDestinataires { get; init; }

    /// <summary>Of the form; a reader of later years knows what to expect.</summary>
    public const int VersionCourante = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static CertificatContenu FromJson(string json) => JsonSerializer.Deserialize<CertificatContenu>(json, Json) ?? throw new JsonException("An empty certificate.");
}
