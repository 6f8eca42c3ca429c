using System.Globalization;
using System.Text;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports;

/// <summary>
/// The refused rows, and those whose vente was set aside, as a file that can be corrected and imported again by itself: the original columns, then line number and reason.
/// It is made from the original, so no second copy of the rows is kept. Rows of erased persons are never among them.
/// </summary>
public sealed class LignesRefusees(AppDbContextFactory contexts, ImportOriginals originals)
{
    /// <summary>Writes UTF-8 with its mark, semicolons: what a French spreadsheet opens by a double click. False: there are none, or the original is gone.</summary>
    public async Task<bool> WriteAsync(Guid tenantId, Guid importId, Stream output, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        var import = await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == importId, cancellationToken);
        if (import is null or { FichierSupprimeLe: not null }) return false;
        if (import.FichierReduitLe is not null) return await CopyAsync(import, output, cancellationToken);
        if (import.Analyse is null) return false;
        var apercu = import.Bilan is null;
        var refused = db.ImportLignes.AsNoTracking().Where(l => l.ImportId == importId && l.EstApercu == apercu && (l.Issue == IssueLigne.Refusee || l.Issue == IssueLigne.SansVente) && !l.EstEffacee)
            .OrderBy(l => l.Rang).Select(l => new { l.Rang, l.Ligne, l.Texte }).AsAsyncEnumerable();
        var file = ImportReading.FileOf(import)!;
        await using var stream = originals.Open(tenantId, importId, import.Taille);
        using var reader = await RowReader.OpenAsync(file, stream, cancellationToken);
        await using var writer = new StreamWriter(output, new UTF8Encoding(true), leaveOpen: true);
        await writer.WriteAsync(Record([.. file.Headers, Texts.Get("Import_ligne_fichier"), Texts.Get("Import_motif")]));
        var any = false;
        FileRow? row = null;
        var (lecture, idem) = (LectureColonnes.Build(file, import.Genre, CorrespondanceImport.Parse(import.Correspondance ?? "{}")), new MarquesIdem());
        var meant = FileRecord.Vide;
        await foreach (var refus in refused.WithCancellation(cancellationToken))
        {
            while (row is null || row.Rang < refus.Rang)
            {
                row = (await reader.ReadAsync(1, cancellationToken))[0];
                meant = lecture.EstSansPerte ? row.Record : idem.Complete(row);
            }

            // Without its neighbours a row must say by itself what « idem » meant, and an amount that a merged cell shows once more isn't its own.
            var record = meant;
            var cells = record.Cells.Take(file.Headers.Count).Select((cell, i) => lecture.IsRepeated(record, i) ? "" : record.IsNumber(i) ? Number(cell) : cell).ToList();
            while (cells.Count < file.Headers.Count) cells.Add("");
            await writer.WriteAsync(Record([.. cells, refus.Ligne.ToString(CultureInfo.InvariantCulture), refus.Texte]));
            any = true;
        }

        return any;
    }

    /// <summary>They are all that is kept.</summary>
    private async Task<bool> CopyAsync(Import import, Stream output, CancellationToken cancellationToken)
    {
        await using var kept = originals.Open(import.TenantId, import.Id, import.Taille);
        await kept.CopyToAsync(output, cancellationToken);
        return true;
    }

    /// <summary>A workbook's number as a French CSV writes it. Three decimals could be thousands: a zero behind them says that they aren't.</summary>
    private static string Number(string cell)
    {
        var (mark, end) = (cell.IndexOf('.', StringComparison.Ordinal), cell.EndsWith('%') ? cell.Length - 1 : cell.Length);
        if (mark < 0) return cell;
        return $"{cell[..mark]},{cell[(mark + 1)..end]}{(end - mark == 4 ? "0" : "")}{cell[end..]}";
    }

    private static string Record(IEnumerable<string> cells) => string.Join(';', cells.Select(Quote)) + "\r\n";

    private static string Quote(string cell) =>
        cell.AsSpan().ContainsAny(";\"\r\n") || cell.Length > 0 && (cell[0] == ' ' || cell[^1] == ' ') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
