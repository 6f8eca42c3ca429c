using System.Security.Cryptography;
using System.Text.Json;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace FichierClient.Application.Imports;

/// <summary>A file that arrives. Source, party and legal basis come with it: nothing is read before they are known.</summary>
public sealed record FichierEntrant(string Nom, Stream Contenu, GenreImport Genre, OrigineImport Origine)
{
    /// <summary>The sheet of a workbook; null: the first visible one with rows.</summary>
    public string? Feuille { get; init; }
}

/// <summary>Takes a file in: stores it in pieces, reads what it is, proposes a mapping. The web and the command line share it.</summary>
public sealed class ImportIntake(AppDbContextFactory contexts, ImportOriginals originals, TimeProvider clock, IConfiguration? configuration = null)
{
    /// <summary>Largest file in bytes (<c>FICHIER_IMPORT_MAX_MO</c>, 200 by default): about two million ventes.</summary>
    public long MaxBytes { get; } = (configuration?.GetValue<int?>("FICHIER_IMPORT_MAX_MO") ?? 200) * 1024L * 1024L;

    /// <summary>Stores and reads the file; returns the import, mapped as far as its headers tell.</summary>
    /// <exception cref="UnreadableFileException">It is too large, empty or no list of rows; nothing of it is kept.</exception>
    public async Task<Guid> ReceiveAsync(Guid tenantId, Guid? membreId, FichierEntrant fichier, CancellationToken cancellationToken)
    {
        var (importId, size) = await StoreAsync(tenantId, membreId, fichier, cancellationToken);
        try
        {
            await using var db = contexts.Open(tenantId, membreId);
            var import = await db.Imports.SingleAsync(i => i.Id == importId, cancellationToken);
            await AnalyseAsync(db, import, size, fichier.Genre, fichier.Feuille, cancellationToken);
            // A file that couldn't be read proves nothing.
            await PreuveOrigine.ProveAsync(db, fichier.Origine, membreId, clock.GetUtcNow(), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return importId;
        }
        catch
        {
            await DropAsync(tenantId, importId);
            throw;
        }
    }

    /// <summary>Reads the stored file and maps it anew; the caller saves.</summary>
    /// <exception cref="UnreadableFileException">It can't be read, or has no row.</exception>
    public async Task AnalyseAsync(AppDbContext db, Import import, long size, GenreImport genre, string? feuille, CancellationToken cancellationToken)
    {
        await TakeAsync(db, import, genre, await FileAnalysis.RunAsync(() => originals.Open(db.TenantId, import.Id, size), feuille, cancellationToken), cancellationToken);
    }

    /// <summary>Reads the stored file with its months turned, or as it is again, and maps it anew; the caller saves.</summary>
    public async Task TurnAsync(AppDbContext db, Import import, GenreImport genre, FileAnalysis file, TurnImportRequest request, CancellationToken cancellationToken) =>
        await TakeAsync(db, import, genre, await file.TurnAsync(() => originals.Open(db.TenantId, import.Id, import.Taille), request.Tourner, request.Annee, cancellationToken), cancellationToken);

    private static async Task TakeAsync(AppDbContext db, Import import, GenreImport genre, FileAnalysis analyse, CancellationToken cancellationToken)
    {
        if (analyse.Rows == 0) throw new UnreadableFileException(Texts.Get(analyse.Dialect.Format == FormatFichier.Fec ? "Import_fec_sans_vente" : "Import_sans_ligne"));
        import.Analyser(JsonSerializer.Serialize(analyse, ImportJson.Options), analyse.Fingerprint);
        // A vCard holds people, and says their company: whatever was chosen before the file was known.
        if (analyse.Dialect.Format == FormatFichier.Vcard) genre = GenreImport.Contacts;
        import.Map(genre, (await ProposeAsync(db, import, genre, analyse, cancellationToken)).ToJson());
    }

    /// <summary>The mapping of the last import with the same columns and kind, else what the headers say.</summary>
    private static async Task<CorrespondanceImport> ProposeAsync(AppDbContext db, Import import, GenreImport genre, FileAnalysis analyse, CancellationToken cancellationToken)
    {
        var last = await LastAlike(db, import, genre).Select(i => i.Correspondance).FirstOrDefaultAsync(cancellationToken);
        return last is null ? MappingProposal.Propose(analyse, genre) : CorrespondanceImport.Parse(last);
    }

    /// <summary>The finished imports of the same columns and kind that came before this one, the latest first.</summary>
    internal static IQueryable<Import> LastAlike(AppDbContext db, Import import, GenreImport genre) => db.Imports.AsNoTracking()
        .Where(i => i.EnTetes == import.EnTetes && i.Genre == genre && i.Id != import.Id && i.CreeLe <= import.CreeLe && i.Correspondance != null && i.Statut == StatutImport.Termine)
        .OrderByDescending(i => i.CreeLe);

    private async Task<(Guid Id, long Size)> StoreAsync(Guid tenantId, Guid? membreId, FichierEntrant fichier, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId, membreId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var import = new Import(tenantId, fichier.Genre, new FichierRecu(Path.GetFileName(fichier.Nom), 0, ""), fichier.Origine, membreId, clock.GetUtcNow());
        db.Imports.Add(import);
        await db.SaveChangesAsync(cancellationToken);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = new byte[ImportFileStream.FragmentSize];
        long size = 0;
        int read;
        for (var numero = 0; (read = await fichier.Contenu.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellationToken)) > 0; numero++)
        {
            size += read;
            if (size > MaxBytes) throw new UnreadableFileException(Texts.Get("Import_fichier_trop_grand", MaxBytes / 1024 / 1024));
            hash.AppendData(piece, 0, read);
            db.ImportFragments.Add(originals.Protect(tenantId, import.Id, numero, piece[..read]));
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        var digest = Convert.ToHexStringLower(hash.GetHashAndReset());
        await db.Imports.Where(i => i.Id == import.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(i => i.Taille, size).SetProperty(i => i.Empreinte, digest), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (import.Id, size);
    }

    private async Task DropAsync(Guid tenantId, Guid importId)
    {
        await using var db = contexts.Open(tenantId);
        await db.ImportFragments.Where(f => f.ImportId == importId).ExecuteDeleteAsync();
        await db.Imports.Where(i => i.Id == importId).ExecuteDeleteAsync();
    }
}
