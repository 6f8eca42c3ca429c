using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Exports;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Dossiers;

/// <param name="Id">The request.</param>
/// <param name="Genre">Everything, or what is portable.</param>
public sealed record PrepareDossierRequest(Guid Id, GenreDossier Genre);

/// <summary>Starts the making of a package in the background; gives its id.</summary>
public sealed class PrepareDossier(UseCaseServices services, JobSignal signal) : UseCase<PrepareDossierRequest, Guid>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, PrepareDossierRequest request, CancellationToken cancellationToken)
    {
        var demande = await db.Demandes.Include(d => d.Personnes).SingleOrDefaultAsync(d => d.Id == request.Id, cancellationToken);
        if (demande is null) return Refus.Introuvable();
        // What it holds goes to whoever asks: not before there is no doubt who that is.
        if (demande.IdentiteRecueLe is null) return Refus.Regle(Texts.Get("Dossier_identite_d_abord"));
        if (demande.Personnes.Count == 0) return Refus.Regle(Texts.Get("Dossier_sans_fiche"));
        var dossier = new DemandeDossier(db.TenantId, demande.Id, request.Genre, acteur.MembreId, Clock.GetUtcNow());
        db.DemandeDossiers.Add(dossier);
        db.Jobs.Add(new Job(db.TenantId, ConstitutionDossier.Name, dossier.Id, acteur.MembreId, Clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        signal.Tell(db.TenantId);
        return dossier.Id;
    }
}

/// <summary>The secret of a link. It exists nowhere else.</summary>
public sealed record LienDossier(string Jeton, DateTimeOffset ExpireLe);

/// <summary>Makes a link that works once, for the days that the law's parameters give; an earlier one stops working.</summary>
public sealed class OfferDossier(UseCaseServices services) : UseCase<Guid, LienDossier>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<LienDossier>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        var dossier = await db.DemandeDossiers.SingleOrDefaultAsync(d => d.Id == request, cancellationToken);
        if (dossier is null) return Refus.Introuvable();
        var demande = await db.Demandes.AsNoTracking().SingleAsync(d => d.Id == dossier.DemandeId, cancellationToken);
        var (jeton, expireLe) = (JetonDossier.Create(db.TenantId), Clock.GetUtcNow().AddDays(DelaisDemande.At(demande.RecueLe).JoursRemise));
        dossier.Offer(JetonDossier.Hash(jeton), expireLe);
        db.DemandeEtapes.Add(DemandeEtape.Of(db.TenantId, demande.Id, TypeEtape.LienCree, Clock.GetUtcNow(), Texts.Get("Dossier_lien_cree", Texts.Get($"Dossier_{dossier.Genre}"), expireLe), acteur.MembreId));
        await db.SaveChangesAsync(cancellationToken);
        return new LienDossier(jeton, expireLe);
    }
}

/// <summary>Reads a package before it is handed over.</summary>
public sealed class OpenDossier(UseCaseServices services, DossierStore store) : UseCase<Guid, FichierExporte>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<FichierExporte>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        var dossier = await db.DemandeDossiers.AsNoTracking().SingleOrDefaultAsync(d => d.Id == request && d.Statut == StatutDossier.Pret, cancellationToken);
        if (dossier is null) return Refus.Introuvable();
        var reference = (await db.Demandes.AsNoTracking().SingleAsync(d => d.Id == dossier.DemandeId, cancellationToken)).Reference;
        return new FichierExporte($"{reference}-{dossier.Genre.ToString().ToLowerInvariant()}.zip", "application/zip", (output, token) => store.CopyAsync(acteur.TenantId, dossier.Id, output, token));
    }
}

/// <summary>The secret of a link: the organisation's id, which isn't secret, and 256 random bits; the SHA-256 of it all is stored.</summary>
public static partial class JetonDossier
{
    private const int IdSize = 16, SecretSize = 32;

    public static string Create(Guid tenantId) => Base64Url.EncodeToString([.. tenantId.ToByteArray(bigEndian: true), .. RandomNumberGenerator.GetBytes(SecretSize)]);

    public static byte[] Hash(string jeton) => SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(jeton));

    /// <summary>A text without the secrets of links in it: their last four characters stay, to tell one from another.</summary>
    public static string Redact(string text) => Secret().Replace(text, "…$1");

    /// <summary>Where to look; null when the text is no token at all.</summary>
    public static Guid? TenantOf(string? jeton)
    {
        if (jeton is null || jeton.Length > 100 || !Base64Url.IsValid(jeton)) return null;
        var bytes = Base64Url.DecodeFromChars(jeton);
        return bytes.Length == IdSize + SecretSize ? new Guid(bytes.AsSpan(0, IdSize), bigEndian: true) : null;
    }

    /// <summary>48 bytes, encoded.</summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{60}([A-Za-z0-9_-]{4})(?![A-Za-z0-9_-])", RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}

/// <summary>Who hands a package over, and until when the link works.</summary>
public sealed record DossierOffert(string Organisation, DateTimeOffset ExpireLe);

/// <summary>Hands a package to whoever has its link, once. A wrong, old or used link finds nothing, and nothing tells which it was.</summary>
public sealed class RemiseDossier(AppDbContextFactory contexts, DossierStore store, TimeProvider clock)
{
    /// <summary>What the link offers now; null when it doesn't work. Looking doesn't use it.</summary>
    public async Task<DossierOffert?> LookAsync(string? jeton, CancellationToken cancellationToken)
    {
        if (JetonDossier.TenantOf(jeton) is not { } tenant) return null;
        await using var db = contexts.Open(tenant);
        if (await FindAsync(db, jeton!, cancellationToken) is not { } dossier) return null;
        return new DossierOffert(await db.Organisations.AsNoTracking().Select(o => o.Nom).SingleAsync(cancellationToken), dossier.LienExpireLe!.Value);
    }

    /// <summary>The file, and the link is used; null when it doesn't work.</summary>
    public async Task<FichierExporte?> TakeAsync(string? jeton, CancellationToken cancellationToken)
    {
        if (JetonDossier.TenantOf(jeton) is not { } tenant) return null;
        await using var db = contexts.Open(tenant);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(db, jeton!, cancellationToken) is not { } dossier) return null;
        dossier.HandOver(clock.GetUtcNow());
        var demande = await db.Demandes.SingleAsync(d => d.Id == dossier.DemandeId, cancellationToken);
        demande.Log(TypeEtape.DossierRemis, null, clock.GetUtcNow());
        // A letter on paper kept it until now, to be printed again.
        await db.Database.ExecuteSqlAsync($"select fichier_taire_lien({demande.Id}, {jeton})", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new FichierExporte($"{demande.Reference}.zip", "application/zip", (output, token) => store.CopyAsync(tenant, dossier.Id, output, token));
    }

    /// <summary>Two clicks at once: the second waits for the first, then finds the link used.</summary>
    private async Task<DemandeDossier?> FindAsync(AppDbContext db, string jeton, CancellationToken cancellationToken)
    {
        var hash = JetonDossier.Hash(jeton);
        var dossier = await db.DemandeDossiers.FromSql($"select * from demande_dossiers where jeton_hash = {hash} for update").SingleOrDefaultAsync(cancellationToken);
        return dossier?.MayBeHandedOver(clock.GetUtcNow()) == true ? dossier : null;
    }
}
