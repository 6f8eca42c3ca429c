using System.Security.Cryptography;
using FichierClient.Application.Rgpd.Sauvegardes;

namespace FichierClient.UnitTests.Rgpd.Sauvegardes;

public sealed class FormatSauvegardeTests
{
    private const int PieceOnDisk = 4 + 16 + 64 * 1024;

    private static readonly byte[] Cle = RandomNumberGenerator.GetBytes(32);
    private static readonly EnteteSauvegarde Entete = new(1, DateTimeOffset.UnixEpoch, "20260101000000_Essai", 7, "abcd", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData(200_000)]
    public async Task What_goes_in_comes_out(int size)
    {
        var clear = RandomNumberGenerator.GetBytes(size);

        var file = await WriteAsync(clear);

        Assert.Equal(clear, await ReadAsync(file));
        Assert.Equal(Entete, await FormatSauvegarde.ReadHeaderAsync(new MemoryStream(file), Token));
    }

    [Fact]
    public async Task Nothing_of_it_is_readable()
    {
        var file = await WriteAsync("jeanne@exemple.fr jeanne@exemple.fr"u8.ToArray());

        Assert.Equal(-1, file.AsSpan().IndexOf("jeanne"u8));
    }

    [Fact]
    public async Task A_file_that_was_cut_changed_or_put_together_anew_is_refused()
    {
        var file = await WriteAsync(RandomNumberGenerator.GetBytes(200_000));
        var body = file.Length - (4 + 16 + 200_000 % (64 * 1024)) - 3 * PieceOnDisk;
        byte[][] damaged =
        [
            file[..^1],
            // Cut off at the end of a piece, so that only the missing last piece tells.
            file[..(body + 3 * PieceOnDisk)],
            Changed(file, file.Length - 1),
            Changed(file, body + 30),
            // The header is bound too: it says which journal entries are replayed.
            Changed(file, 20),
            // The first two pieces change places.
            [.. file[..body], .. file[(body + PieceOnDisk)..(body + 2 * PieceOnDisk)], .. file[body..(body + PieceOnDisk)], .. file[(body + 2 * PieceOnDisk)..]],
        ];

        foreach (var bytes in damaged) await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(bytes));
    }

    [Fact]
    public async Task Another_key_is_told_before_anything_is_read()
    {
        var file = await WriteAsync([1, 2, 3]);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => FormatSauvegarde.OpenAsync(new MemoryStream(file), Cle, "ffff", Token));
        Assert.Contains("abcd", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidDataException>(() => FormatSauvegarde.OpenAsync(new MemoryStream("SQL"u8.ToArray()), Cle, "abcd", Token));
    }

    [Fact]
    public void The_last_backup_with_the_data_expires_when_its_days_are_over()
    {
        var conservation = new ConservationSauvegardes(30);
        var erased = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(new DateOnly(2026, 2, 1), conservation.Expiration(erased));
        Assert.False(conservation.IsExpired(erased, erased.AddDays(30)));
        Assert.True(conservation.IsExpired(erased, erased.AddDays(30).AddMinutes(1)));
    }

    private static byte[] Changed(byte[] file, int at)
    {
        byte[] copy = [.. file];
        copy[at] ^= 1;
        return copy;
    }

    private static async Task<byte[]> WriteAsync(byte[] clear)
    {
        using var output = new MemoryStream();
        using var writing = await FormatSauvegarde.CreateAsync(output, Entete, Cle, Token);
        await writing.CopyFromAsync(new MemoryStream(clear), Token);
        await writing.EndAsync(Token);
        return output.ToArray();
    }

    private static async Task<byte[]> ReadAsync(byte[] file)
    {
        var (_, contenu) = await FormatSauvegarde.OpenAsync(new MemoryStream(file), Cle, "abcd", Token);
        using (contenu)
        {
            using var output = new MemoryStream();
            await contenu.CopyToAsync(output, Token);
            return output.ToArray();
        }
    }
}
