using System.Text;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Imports;

namespace FichierClient.UnitTests.Imports;

public sealed class VcardTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_card_of_2_1_with_quoted_printable_and_a_photograph_is_a_person()
    {
        var row = Assert.Single(await RowsAsync(Encoding.Latin1.GetBytes("""
            BEGIN:VCARD
            VERSION:2.1
            N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Lef=E8vre;Zo=E9
            ORG:Crémerie;Achats
            TITLE;QUOTED-PRINTABLE;CHARSET=UTF-8:Directrice des =
            march=C3=A9s
            TEL;WORK;VOICE:01 23 45 67 89
            TEL;CELL:06 12 34 56 78
            TEL;WORK;FAX:01 23 45 67 80
            ADR;HOME:;;1 rue Privée;Nantes;;44000;France
            ADR;WORK:;Bât. B;2 rue du Lait;Rennes;;35000;France
            PHOTO;ENCODING=BASE64;TYPE=JPEG:
             /9j/4AAQSkZJRgABAQEA

            EMAIL;INTERNET:zoe@example.fr
            EMAIL;PREF;INTERNET:z.lefevre@example.fr
            AGENT:
            BEGIN:VCARD
            N:Autre
            END:VCARD
            ;mal pliée: suite
            NOTE;ENCODING=QUOTED-PRINTABLE:ligne 1=0D=0Aligne 2
            END:VCARD
            """.ReplaceLineEndings("\r\n"))));

        var contact = row.Contact!;
        Assert.Equal(("Zoé", "Lefèvre", "Directrice des marchés", "Achats"), (contact.Prenom, contact.Nom, contact.Fonction, contact.Service));
        Assert.Equal(["z.lefevre@example.fr", "zoe@example.fr"], contact.Emails);
        Assert.Equal(["+33123456789", "+33612345678"], contact.Telephones.Select(t => t.E164));
        Assert.Equal("ligne 1\r\nligne 2", contact.Notes);
        Assert.Equal(("Crémerie", "2 rue du Lait", "Bât. B", "35000"), (row.Entreprise!.Nom, row.Entreprise.Facturation.Voie, row.Entreprise.Facturation.Complement, row.Entreprise.Facturation.CodePostal));
    }

    [Fact]
    public async Task Several_cards_of_3_0_and_4_0_are_several_rows_with_their_lines()
    {
        var rows = await RowsAsync(Encoding.UTF8.GetBytes("""
            BEGIN:VCARD
            VERSION:4.0
            FN:Jeanne Martin
            item1.TEL;VALUE=uri;TYPE="work,voice":tel:+33-1-23-45-67-89
            BDAY:--0512
            NOTE:un\, deux\; trois\nquat
             re
            END:VCARD
            BEGIN:VCARD
            VERSION:3.0
            N:Duval;Éric;;M.;
            BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29
            END:VCARD
            begin:vcard
            KIND:group
            FN:Amis
            END:VCARD
            BEGIN:VCARD
            N:Sans;Fin
            BDAY:1980
            BEGIN:VCARD
            N:Dernier
            BDAY:19800131T000000Z
            """));

        Assert.Equal([1L, 9, 14, 18, 21], rows.Select(r => r.Ligne));
        Assert.Equal([("Jeanne", "Martin"), ("Éric", "Duval"), (null, null), ("Fin", "Sans"), (null, "Dernier")], rows.Select(r => (r.Contact?.Prenom, r.Contact?.Nom)));
        Assert.Equal<(int, int, int?)?>([(12, 5, null), (29, 2, null), null, null, (31, 1, 1980)], rows.Select(r => r.Contact?.Anniversaire));
        Assert.Equal("un, deux; trois\nquatre", rows[0].Contact!.Notes);
        Assert.Contains("groupe", rows[2].Refus, StringComparison.Ordinal);
        Assert.Contains("Anniversaire incomplet", Assert.Single(rows[3].Remarques), StringComparison.Ordinal);
    }

    internal static async Task<List<LigneImportee>> RowsAsync(byte[] bytes)
    {
        var file = await WorkbookTests.AnalyseAsync(bytes);
        Assert.Equal(FormatFichier.Vcard, file.Dialect.Format);
        var lecture = LectureColonnes.Build(file, GenreImport.Contacts, MappingProposal.Propose(file, GenreImport.Contacts));
        using var reader = await RowReader.OpenAsync(file, new MemoryStream(bytes), Token);
        return (await reader.ReadAsync(100, Token)).ConvertAll(new RowParser(lecture, GenreImport.Contacts).Parse);
    }
}
