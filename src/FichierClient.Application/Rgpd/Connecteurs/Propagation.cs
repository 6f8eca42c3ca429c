using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>A recipient in a certificate: a system, and what it answered. No key, no person.</summary>
/// <param name="Systeme">Its name.</param>
/// <param name="EstSousTraitant">A processor runs it.</param>
/// <param name="Etat">Where its answer stands.</param>
/// <param name="Le">Since which day.</param>
/// <param name="Base">By what it keeps the data.</param>
/// <param name="JusquAu">Until when.</param>
/// <param name="Motif">Why it does nothing.</param>
/// <param name="Preuve">By what the DPO knows it, when the system didn't say so.</param>
public sealed record DestinataireCertifie(string Systeme, bool EstSousTraitant, EtatAvis Etat, DateOnly Le, string? Base = null, DateOnly? JusquAu = null, MotifRefusAvis? Motif = null, MoyenPreuve? Preuve = null);

/// <summary>What recipients answered to an erasure, once its request is closed: it completes the certificate, which it names by its print.</summary>
/// <param name="Version">Of the form.</param>
/// <param name="Reference">The erasure's.</param>
/// <param name="Organisation">Whose.</param>
/// <param name="Certificat">SHA-256 of the certificate's signed text, hexadecimal.</param>
/// <param name="Destinataires">Connected systems.</param>
/// <param name="AutresDestinataires">Recipients by hand, who are told by letters.</param>
/// <param name="Reserve">At least one system stayed silent.</param>
/// <param name="EmisLe">When it was signed.</param>
public sealed record PropagationContenu(int Version, string Reference, string Organisation, string Certificat, IReadOnlyList<DestinataireCertifie> Destinataires, int AutresDestinataires, bool Reserve, DateTimeOffset EmisLe)
{
    public const int VersionCourante = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Null: another text.</summary>
    public static PropagationContenu? TryRead(string json)
    {
        using var read = JsonDocument.Parse(json);
        return read.RootElement.TryGetProperty("certificat", out _) ? read.RootElement.Deserialize<PropagationContenu>(Json) : null;
    }
}

/// <summary>Reads the recipients of an erasure as certificates name them.</summary>
internal static class DestinatairesEffacement
{
    public static async Task<(IReadOnlyList<DestinataireCertifie> Systemes, int Autres)> DestinatairesAsync(this AppDbContext db, Effacement effacement, CancellationToken cancellationToken)
    {
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(cancellationToken);
        var avis = await db.Avis.AsNoTracking().Where(a => a.EffacementId == effacement.Id).Join(db.SystemesConnectes, a => a.SystemeId, s => s.Id, (a, s) => new { Avis = a, s.Nom, s.EstSousTraitant }).ToListAsync(cancellationToken);
        Guid[] ids = [.. PlanEffacement.FromJson(effacement.Plan).Ids.Append(effacement.SujetId).Distinct()];
        var autres = await db.Communications.Where(c => c.SystemeId == null && c.ExportId == null && c.Personnes!.Any(p => ids.Contains(p))).Select(c => c.Destinataire).Distinct().CountAsync(cancellationToken);
        return ([.. avis.OrderBy(a => a.Nom, StringComparer.Ordinal).ThenBy(a => a.Avis.Id).Select(a => new DestinataireCertifie(a.Nom, a.EstSousTraitant, a.Avis.Etat, organisation.Today(a.Avis.EtatLe),
            a.Avis.BaseLegale is { } known ? EtatsAvis.ArticleOf(known) : null, a.Avis.ConserveeJusquAu, a.Avis.MotifRefus, a.Avis.Preuve))], autres);
    }
}

/// <summary>Signs what recipients answered, once: when the request is closed, or when nothing more is waited for.</summary>
public sealed class EmissionPropagation(SignatureCertificats signature, TimeProvider clock)
{
    /// <summary>For the erasures of a request that is closed; the caller saves.</summary>
    public async Task IssueAsync(AppDbContext db, Guid demandeId, CancellationToken cancellationToken)
    {
        foreach (var effacement in await Open(db).Where(e => e.DemandeId == demandeId).ToListAsync(cancellationToken)) await AddAsync(db, effacement, cancellationToken);
    }

    /// <summary>For those of which nothing is waited for any more and whom no closing of a request will issue: they answer none, or one that was withdrawn or refused; the caller saves.</summary>
    public async Task IssueDueAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        EtatAvis[] awaited = [EtatAvis.Emis, EtatAvis.Recue, EtatAvis.EnCours];
        StatutDemande[] ended = [StatutDemande.Irrecevable, StatutDemande.Refusee, StatutDemande.Retiree];
        // What this round has just said isn't saved yet: it is looked at in the next one.
        foreach (var effacement in await Open(db).Where(e => (e.DemandeId == null || db.Demandes.Any(d => d.Id == e.DemandeId && ended.Contains(d.Statut))) && !db.Avis.Any(a => a.EffacementId == e.Id && awaited.Contains(a.Etat))).ToListAsync(cancellationToken)) await AddAsync(db, effacement, cancellationToken);
    }

    private static IQueryable<Effacement> Open(AppDbContext db) => db.Effacements.AsNoTracking()
        .Where(e => e.Statut == StatutEffacement.Termine && db.Avis.Any(a => a.EffacementId == e.Id) && !db.CertificatsPropagation.Any(c => c.EffacementId == e.Id));

    private async Task AddAsync(AppDbContext db, Effacement effacement, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var certificat = await db.Certificats.Where(c => c.EffacementId == effacement.Id).Select(c => c.Contenu).SingleAsync(cancellationToken);
        var (systemes, autres) = await db.DestinatairesAsync(effacement, cancellationToken);
        var text = new PropagationContenu(PropagationContenu.VersionCourante, effacement.Reference, await db.Organisations.Select(o => o.Nom).SingleAsync(cancellationToken),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(certificat))), systemes, autres, systemes.Any(s => s.Etat == EtatAvis.SansReponse), await db.InZoneAsync(now, cancellationToken)).ToJson();
        db.CertificatsPropagation.Add(new CertificatPropagation(db.TenantId, effacement.Id, text, signature.Sign(Encoding.UTF8.GetBytes(text)), signature.ClePublique, now));
    }
}
