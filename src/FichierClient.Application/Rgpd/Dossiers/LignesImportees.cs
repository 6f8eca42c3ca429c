using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FichierClient.Application.Data;
using FichierClient.Application.Imports;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Reading.Workbooks;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Dossiers;

/// <summary>The lines about a person in the originals of imports that an erasure would delete for her.</summary>
/// <param name="originals">Opens the files.</param>
/// <param name="aiguilles">What she is known by; a family name alone isn't looked for in files.</param>
internal sealed class LignesImportees(ImportOriginals originals, IReadOnlyList<Aiguille> aiguilles)
{
    public const string Table = "fichiers_importes";

    private readonly Regex expression = new(Aiguille.ExpressionFichier(aiguilles), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromMinutes(5));
    private readonly Extrait extrait = new(aiguilles);

    /// <param name="db">The organisation.</param>
    /// <param name="imports">Found by the search of an erasure.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<BlocDonnees> ReadAsync(AppDbContext db, IReadOnlyList<Guid> imports, CancellationToken cancellationToken)
    {
        var rows = new List<JsonObject>();
        foreach (var import in await db.Imports.AsNoTracking().Where(i => imports.Contains(i.Id)).OrderBy(i => i.CreeLe).ToListAsync(cancellationToken))
        {
            var before = rows.Count;
            var all = await ReadFileAsync(rows, import, cancellationToken);
            // It is about her, or may be, and no line of it could be told from the others: that is said rather than nothing.
            if (!all || rows.Count == before) rows.Add(new JsonObject { ["fichier"] = import.NomFichier, ["remarque"] = MotsDossier.FichierNonLu });
        }

        return new BlocDonnees(Table, [.. rows.Take(MentionsPersonne.MostRows)]) { Total = rows.Count };
    }

    /// <returns>False: it can't be read, or not to its end.</returns>
    private async Task<bool> ReadFileAsync(List<JsonObject> rows, Import import, CancellationToken cancellationToken)
    {
        try
        {
            Func<Stream> open = () => originals.Open(import.TenantId, import.Id, import.Taille);
            var file = ImportReading.FileOf(import) ?? await FileAnalysis.RunAsync(open, null, cancellationToken);
            if (file.Dialect.Format is not (FormatFichier.Xlsx or FormatFichier.Ods))
            {
                using var source = await file.Dialect.OpenAsync(open(), cancellationToken);
                await ReadSourceAsync(rows, import, source, file.Headers, cancellationToken);
                return true;
            }

            using var workbook = await SheetSource.OpenWorkbookAsync(open(), cancellationToken);
            foreach (var sheet in workbook.Feuilles)
            {
                using var source = await workbook.OpenAsync(sheet, cancellationToken);
                await ReadSourceAsync(rows, import, source, sheet.Nom == file.Dialect.Feuille ? file.Headers : [], cancellationToken);
            }

            return true;
        }
        catch (Exception error) when (error is UnreadableFileException or InvalidDataException or RegexMatchTimeoutException or System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }

    private async Task ReadSourceAsync(List<JsonObject> rows, Import import, IRecordSource source, IReadOnlyList<string> headers, CancellationToken cancellationToken)
    {
        while (await source.ReadAsync(cancellationToken) is { } record)
        {
            if (!expression.IsMatch(string.Join(';', record.Cells))) continue;
            var content = new JsonObject();
            for (var i = 0; i < record.Cells.Length; i++)
                if (record.Cells[i].Length > 0) content[i < headers.Count ? headers[i] : MotsDossier.Colonne(i + 1)] = record.Cells[i];
            rows.Add(new JsonObject { ["fichier"] = import.NomFichier, ["ligne"] = record.Line, ["contenu"] = extrait.Of(content, isShared: false) });
        }
    }
}
