using System.Text;
using FichierClient.Application.Imports;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.UnitTests.Imports;

namespace FichierClient.UnitTests.Rgpd.Effacements;

public sealed class FouilleFichierTests
{
    private static readonly FouilleFichier Fouille = new([new Aiguille(GenreAiguille.NomComplet, "Zéphyrine Quatrebarbes"), new Aiguille(GenreAiguille.NomComplet, "Quatrebarbes Zéphyrine")]);

    [Theory]
    [InlineData("Zéphyrine", true)]
    [InlineData("Anne", false)]
    public async Task A_kept_workbook_is_searched_piece_by_piece(string prenom, bool holds)
    {
        var workbook = new XlsxFile().Sheet("Clients", $"<row><c t='inlineStr'><is><t>{prenom}</t></is></c><c t='inlineStr'><is><t>Quatrebarbes</t></is></c></row>").ToBytes();
        Assert.Equal(holds, await Fouille.HoldsAsync(() => Kept(workbook), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(850, "Zéphyrine")]
    [InlineData(28605, "Zéphyrine")]
    [InlineData(28605, "Cœurine")]
    [InlineData(10000, "Zéphyrine")]
    public async Task A_text_is_searched_in_each_set_of_letters_that_an_import_reads(int page, string prenom)
    {
        var file = EncodingDetector.Get(page).GetBytes($"Nom;Prénom\nQuatrebarbes;{prenom}\n");
        var fouille = new FouilleFichier([new Aiguille(GenreAiguille.NomComplet, $"Quatrebarbes {prenom}")]);
        Assert.True(await fouille.HoldsAsync(() => Kept(file), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Z=C3=A9phyrine", true)]
    [InlineData("Zo=C3=A9", false)]
    public async Task A_card_is_searched_as_an_import_reads_it(string prenom, bool holds)
    {
        var card = $"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Quatre=\r\nbarbes;{prenom};;;\r\nEND:VCARD\r\n";
        Assert.Equal(holds, await Fouille.HoldsAsync(() => Kept(Encoding.ASCII.GetBytes(card)), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_archive_that_was_cut_counts_as_one_that_may_name_the_person() =>
        Assert.True(await Fouille.HoldsAsync(() => Kept("PK\u0003\u0004 cut"u8.ToArray()), TestContext.Current.CancellationToken));

    /// <summary>As the originals of imports and the files of exports lie in the database: they can't be read synchronously.</summary>
    private static ImportFileStream Kept(byte[] file) =>
        new((number, _) => Task.FromResult(file.Skip(number * ImportFileStream.FragmentSize).Take(ImportFileStream.FragmentSize).ToArray()), file.Length);
}
