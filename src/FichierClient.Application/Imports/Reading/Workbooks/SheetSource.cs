using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>One sheet together with its workbook; what a damaged file throws becomes a sentence.</summary>
internal sealed class SheetSource : IRecordSource
{
    private readonly Workbook workbook;
    private readonly IRecordSource rows;

    private SheetSource(Workbook workbook, IRecordSource rows) => (this.workbook, this.rows) = (workbook, rows);

    /// <exception cref="UnreadableFileException">The workbook can't be read or has no such sheet.</exception>
    public static async Task<SheetSource> OpenAsync(Stream file, string feuille, CancellationToken cancellation)
    {
        var workbook = await OpenWorkbookAsync(file, cancellation);
        try
        {
            var found = workbook.Feuilles.FirstOrDefault(f => f.Nom == feuille)
                ?? throw new UnreadableFileException(Texts.Get("Import_feuille_inconnue", feuille, string.Join(", ", workbook.Feuilles.Select(f => f.Nom))));
            return new SheetSource(workbook, await workbook.OpenAsync(found, cancellation));
        }
        catch (Exception damage) when (XmlReading.IsDamage(damage))
        {
            workbook.Dispose();
            throw XmlReading.Damaged(damage);
        }
        catch
        {
            workbook.Dispose();
            throw;
        }
    }

    /// <summary>Opens the workbook that a ZIP file is; the file is closed with it, or at once when it is none.</summary>
    /// <exception cref="UnreadableFileException">It is none, or can't be read.</exception>
    public static async Task<Workbook> OpenWorkbookAsync(Stream file, CancellationToken cancellation)
    {
        ZipParts? parts = null;
        try
        {
            parts = await ZipParts.OpenAsync(file, cancellation);
            if (await XlsxWorkbook.FindAsync(parts, cancellation) is { } part) return await XlsxWorkbook.OpenAsync(parts, part, cancellation);
            return OdsWorkbook.MayBe(parts) ? await OdsWorkbook.OpenAsync(parts, cancellation) : throw new UnreadableFileException(Texts.Get("Import_archive"));
        }
        catch (Exception error)
        {
            parts?.Dispose();
            await file.DisposeAsync();
            if (XmlReading.IsDamage(error)) throw XmlReading.Damaged(error);
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask<FileRecord?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            return await rows.ReadAsync(cancellation);
        }
        catch (Exception damage) when (XmlReading.IsDamage(damage))
        {
            throw XmlReading.Damaged(damage);
        }
    }

    public void Dispose()
    {
        rows.Dispose();
        workbook.Dispose();
    }
}
