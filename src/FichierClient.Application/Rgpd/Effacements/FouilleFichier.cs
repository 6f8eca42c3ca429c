using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Reading.Vcards;
using FichierClient.Application.Imports.Reading.Workbooks;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>Does a file name the person? A text is read in each encoding that it may have, cards also with their values decoded, a workbook row by row, any other archive part by part.</summary>
/// <param name="aiguilles">What names this person alone; none: nothing is found.</param>
internal sealed class FouilleFichier(IReadOnlyList<Aiguille> aiguilles)
{
    private const int Window = 64 * 1024, Overlap = 512;

    /// <summary>A file that unpacks to more characters than this isn't searched to its end: it counts as one that names the person.</summary>
    private const long Limit = 2L * 1024 * 1024 * 1024;

    private static readonly int[] CodePages = [Encoding.UTF8.CodePage, SingleByteDetector.Windows, SingleByteDetector.Mac, SingleByteDetector.Dos, SingleByteDetector.Iso15];

    private readonly Regex expression = new(Aiguille.ExpressionFichier(aiguilles), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromMinutes(5));

    /// <param name="open">Opens the file anew at each call, seekable.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>True also for a file that can't be read: it may.</returns>
    public async Task<bool> HoldsAsync(Func<Stream> open, CancellationToken cancellationToken)
    {
        if (aiguilles.Count == 0) return false;
        try
        {
            if (await IsZipAsync(open, cancellationToken)) return await InZipAsync(open(), cancellationToken) || await InWorkbookAsync(open(), cancellationToken);
            foreach (var page in CodePages)
            {
                await using var file = open();
                if (await InTextAsync(file, EncodingDetector.Get(page), cancellationToken) || await InCardsAsync(open, EncodingDetector.Get(page), cancellationToken)) return true;
            }

            return false;
        }
        catch (Exception error) when (error is InvalidDataException or UnreadableFileException or RegexMatchTimeoutException or System.Security.Cryptography.CryptographicException)
        {
            return true;
        }
    }

    private static async Task<bool> IsZipAsync(Func<Stream> open, CancellationToken cancellationToken)
    {
        await using var file = open();
        return KnownFiles.IsZip(await KnownFiles.HeadAsync(file, cancellationToken));
    }

    /// <summary>Every part as a text: comments, properties and single cells.</summary>
    private async Task<bool> InZipAsync(Stream file, CancellationToken cancellationToken)
    {
        // A kept original is read piece by piece, and .NET reads the list of parts in one go.
        await using var zip = await ZipArchive.CreateAsync(await ZipDirectory.HoldAsync(file, cancellationToken), ZipArchiveMode.Read, leaveOpen: false, null, cancellationToken);
        foreach (var entry in zip.Entries)
        {
            await using var content = await entry.OpenAsync(cancellationToken);
            if (await InTextAsync(content, Encoding.UTF8, cancellationToken)) return true;
        }

        return false;
    }

    /// <summary>Rows with their cells side by side: a first name and a family name stand in two of them.</summary>
    private async Task<bool> InWorkbookAsync(Stream file, CancellationToken cancellationToken)
    {
        try
        {
            using var workbook = await SheetSource.OpenWorkbookAsync(file, cancellationToken);
            foreach (var sheet in workbook.Feuilles)
            {
                using var rows = await workbook.OpenAsync(sheet, cancellationToken);
                while (await rows.ReadAsync(cancellationToken) is { } row)
                    if (expression.IsMatch(string.Join(';', row.Cells))) return true;
            }

            return false;
        }
        catch (UnreadableFileException)
        {
            // No workbook: its parts were read as texts.
            return false;
        }
    }

    /// <summary>Cards as an import reads them: a value may be quoted-printable, or go on in the next line.</summary>
    private async Task<bool> InCardsAsync(Func<Stream> open, Encoding encoding, CancellationToken cancellationToken)
    {
        using (var head = new StreamReader(open(), encoding))
        {
            var begin = new char[Overlap];
            if (!VcardSource.Begins(new string(begin, 0, await head.ReadBlockAsync(begin, cancellationToken)))) return false;
        }

        using var cards = new VcardSource(new StreamReader(open(), encoding));
        while (await cards.ReadAsync(cancellationToken) is { } card)
            if (expression.IsMatch(string.Join(';', card.Cells))) return true;
        return false;
    }

    private async Task<bool> InTextAsync(Stream content, Encoding encoding, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, Window, leaveOpen: true);
        var buffer = new char[Window];
        var (held, read) = (0, 0L);
        while (await reader.ReadAsync(buffer.AsMemory(held), cancellationToken) is > 0 and var count)
        {
            if ((read += count) > Limit || expression.IsMatch(buffer.AsSpan(0, held + count))) return true;
            // The end of one window is the start of the next: a name on the border is seen whole once.
            var end = held + count;
            held = Math.Min(Overlap, end);
            buffer.AsSpan(end - held, held).CopyTo(buffer);
        }

        return false;
    }
}
