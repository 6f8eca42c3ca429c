using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FichierClient.Application.Common;
using FichierClient.Application.Courriels;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Application.Rgpd.Sauvegardes;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace FichierClient.Application.Exports.Organisation;

/// <summary>Rows that went from a table.</summary>
public sealed record TableVidee(string Table, long Lignes);

/// <summary>What the certificate of an organisation's end says: how much went from where, what was handed over before, and until when backups still hold it.</summary>
/// <param name="Version">Of the form.</param>
/// <param name="Organisation">Its id.</param>
/// <param name="Nom">Its name.</param>
/// <param name="Article">Why.</param>
/// <param name="Tombe">Number of its entry in the journal.</param>
/// <param name="Tables">Every table that had rows.</param>
/// <param name="RemisSha256">SHA-256 of the ZIP that was handed over, hexadecimal.</param>
/// <param name="SauvegardesJusquAu">When the last backup that holds it expires.</param>
/// <param name="TermineLe">When.</param>
public sealed record FinCertifiee(int Version, Guid Organisation, string Nom, string Article, long Tombe, IReadOnlyList<TableVidee> Tables, string RemisSha256, DateOnly SauvegardesJusquAu, DateTimeOffset TermineLe)
{
    public const string Fondement = "RGPD 28(3)(g)";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public long Lignes => Tables.Sum(t => t.Lignes);

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Null: it says nothing.</summary>
    public static FinCertifiee? FromJson(string json) => JsonSerializer.Deserialize<FinCertifiee>(json, Json);
}

/// <summary>
/// Ends a tenant's contract (RGPD art. 28(3)(g)): everything is handed over as a signed ZIP that is read back, then every row of the organisation goes, as the catalogue tells the tables, in one
/// transaction with an entry in the journal by which a restored backup loses it again. What changed since the ZIP was written stops it.
/// </summary>
public sealed class FinOrganisation(EcritureOrganisation ecriture, SignatureCertificats signature, FinSuivie suivi)
{
    /// <summary>The commit failed: whether it happened all the same is what the database says, once whoever is still at it has ended.</summary>
    private static async Task<bool> IsThereAsync(string ownerConnection, Guid tenant)
    {
        await using var owner = new NpgsqlConnection(ownerConnection);
        await owner.OpenAsync();
        return await owner.ValueAsync("select id from organisations where id = $1 for update", CancellationToken.None, tenant) is not null;
    }

    /// <summary>Nothing was deleted: the journal must not ask a later start for it.</summary>
    private async Task CallOffAsync(string ownerConnection, EntreeJournal entry)
    {
        await using var db = DesignTimeFactory.ForOwner(ownerConnection, entry.TenantId);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await suivi.Journal.AppendAsync(db, entry with { Seq = 0, Nature = EntreeJournal.NatureAnnulation, Le = suivi.Clock.GetUtcNow() }, CancellationToken.None);
        await transaction.CommitAsync();
    }

    /// <summary>A whole organisation: for the operator's own account alone.</summary>
    private static FileStreamOptions OwnOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    /// <summary>The mark, the entry, the commit. Stopped before the entry nothing happened; after it nobody stops it, and what is killed is found by its mark at the next start.</summary>
    private async Task<EntreeJournal> CommitAsync(string ownerConnection, AppDbContext db, IDbContextTransaction transaction, (Guid Tenant, DateTimeOffset Now) fin, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        await MarqueFin.BeginAsync(ownerConnection, id, fin.Tenant, fin.Now, cancellationToken);
        await MarqueFin.EndAsync((NpgsqlConnection)db.Database.GetDbConnection(), id, fin.Now, cancellationToken);
        var entry = await suivi.Journal.AppendAsync(db, new EntreeJournal(0, EntreeJournal.NatureFin, fin.Tenant, id, "", fin.Tenant, [], [], Empreintes.CleVersion, fin.Now, null, [], null), CancellationToken.None);
        try
        {
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception)
        {
            await transaction.DisposeAsync();
            if (await IsThereAsync(ownerConnection, fin.Tenant))
            {
                await CallOffAsync(ownerConnection, entry);
                throw;
            }
        }

        return entry;
    }

    /// <summary>Writes everything and reads it back; nothing is deleted by this.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="zip">Where to: it must not exist.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OrganisationRefuseeException">What was written can't be read back.</exception>
    public async Task<Manifeste> HandOverAsync(Guid tenantId, string zip, CancellationToken cancellationToken)
    {
        // Nobody of the organisation asks: the reading of its archive is noted under no member.
        var operateur = new Acteur(tenantId, Guid.Empty, Guid.Empty, Role.Administrateur, null);
        await using (var output = new FileStream(zip, OwnOnly())) await ecriture.WriteAsync(operateur, Guid.Empty, output, (_, _) => Task.CompletedTask, cancellationToken);
        await using var input = File.OpenRead(zip);
        await using var lecture = await LectureOrganisation.OpenAsync(input, cancellationToken);
        return lecture.Manifeste;
    }

    /// <summary>Deletes what was handed over.</summary>
    /// <param name="ownerConnection">The web's role can't: it neither deletes organisations nor what is written once.</param>
    /// <param name="remis">What the ZIP holds.</param>
    /// <param name="zip">The ZIP, whose print the certificate names.</param>
    /// <param name="cancellationToken">Stops it before the commit.</param>
    /// <returns>The certificate and its signed file.</returns>
    /// <exception cref="OrganisationRefuseeException">Something was written since: nothing was deleted.</exception>
    public async Task<(FinCertifiee Certificat, string Fichier)> EndAsync(string ownerConnection, Manifeste remis, string zip, CancellationToken cancellationToken)
    {
        var (tenant, now) = (remis.Organisation.Id, suivi.Clock.GetUtcNow());
        await using var file = File.OpenRead(zip);
        var print = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
        await using var db = DesignTimeFactory.ForOwner(ownerConnection, tenant);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var vidage = new VidageOrganisation((NpgsqlConnection)db.Database.GetDbConnection(), tenant);
        await vidage.LockAsync(cancellationToken);
        await vidage.EnsureAsHandedOverAsync(remis, cancellationToken);
        var tables = await vidage.RunAsync(remis, cancellationToken);
        var entry = await CommitAsync(ownerConnection, db, transaction, (tenant, now), cancellationToken);
        var certificat = new FinCertifiee(1, tenant, remis.Organisation.Nom, FinCertifiee.Fondement, entry.Seq, tables, print, suivi.Sauvegardes.Expiration(now), now);
        var contenu = certificat.ToJson();
        var fichier = CertificatFichier.Write(new CertificatSigne(remis.Organisation.Slug, contenu, signature.Sign(Encoding.UTF8.GetBytes(contenu)), signature.ClePublique));
        try
        {
            suivi.Courriels.DeleteAll(tenant);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The rows are gone and the certificate can't be made again: what the operator may not delete here, the web deletes when it is thirty days old.
        }

        return (certificat, fichier);
    }
}

/// <summary>What an end is followed by.</summary>
public sealed class FinSuivie(JournalEtat journal, ConservationSauvegardes sauvegardes, CourrielsEnFichiers courriels, TimeProvider clock)
{
    public JournalEtat Journal { get; } = journal;
    public ConservationSauvegardes Sauvegardes { get; } = sauvegardes;
    public CourrielsEnFichiers Courriels { get; } = courriels;
    public TimeProvider Clock { get; } = clock;
}
