using System.IO.Compression;
using System.Text;
using FichierClient.Application.Common.Pdf;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Dossiers;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Rgpd.Demandes;
using FichierClient.Web.Courriels;
using MimeKit;
using UglyToad.PdfPig;

namespace FichierClient.IntegrationTests.Rgpd.Effacements;

/// <summary>Documents of other persons' requests, and what is attached to e-mails in files, are opened when a person is looked for (rgpd.md 3.4).</summary>
public sealed class PiecesEffacementTests : IAsyncLifetime
{
    private TestDatabase db = null!;
    private EffacementHarness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Her name in whichever document.</summary>
    public static TheoryData<string> Documents => ["lettre.pdf", "lettre.docx", "liste.xlsx", "tout.zip", "message.eml"];

    [Fact]
    public async Task A_document_of_another_persons_request_that_names_her_is_said_and_stays_evidence()
    {
        var demandes = new DemandesHarness(db, harness.Organisation);
        var luc = await demandes.CreateAsync(new CreateDemandeRequest { Nom = "Luc Petit", Droits = [DroitDemande.Acces] });
        var piece = await AddAsync(luc, "mandat.pdf", new PdfLetter("Mandat").Paragraphe("Je représente Zéphyrine Quatrebarbes.").ToBytes());
        await AddAsync(luc, "autre.pdf", new PdfLetter("Autre").Paragraphe("Rien d’elle.").ToBytes());
        await AddAsync(luc, "abimee.pdf", "%PDF-1.7 abîmée"u8.ToArray());
        var hers = await demandes.InstruiteAsync(harness.ContactId, DroitDemande.Acces);
        await db.ScalarAsync<object>("update contacts set limite_le = null");

        var made = await db.Get<PrepareDossier>().Do(demandes.Dpo, new(hers, GenreDossier.Acces));
        await demandes.RunJobsAsync();
        using var package = new MemoryStream();
        await (await db.Get<OpenDossier>().Do(demandes.Dpo, made)).WriteAsync(package, Token);
        using var letter = PdfDocument.Open(await EntryAsync(package, "lettre.pdf"));
        var told = string.Join(' ', letter.GetPages().SelectMany(p => p.GetWords()).Select(w => w.Text));
        Assert.Contains("Un document remis avec la demande d’une autre personne vous cite", told, StringComparison.Ordinal);
        Assert.Contains("Un document remis avec la demande d’une autre personne n’a pas pu être lu", told, StringComparison.Ordinal);

        var id = await harness.PrepareAsync();
        Assert.Contains((await harness.GetAsync(id)).Mentions, m => m is { Table: "demande_pieces", Decision: DecisionMention.Dossier } && m.Cle == piece.ToString());
    }

    [Fact]
    public async Task Documents_of_others_that_nobody_could_read_are_in_the_plan_and_in_the_certificate()
    {
        var luc = await new DemandesHarness(db, harness.Organisation).CreateAsync(new CreateDemandeRequest { Nom = "Luc Petit", Droits = [DroitDemande.Acces] });
        await AddAsync(luc, "coffre.7z", [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C, 0, 4]);
        await AddAsync(luc, "abimee.pdf", "%PDF-1.7 abîmée"u8.ToArray());
        await AddAsync(luc, "lettre.txt", "Rien d’elle."u8.ToArray());

        var id = await harness.PrepareAsync();
        Assert.Equal(2, (await harness.GetAsync(id)).PiecesNonLues);
        await harness.ApproveAsync(id);
        // One more is no other plan: nobody decides it.
        await AddAsync(luc, "coffre.rar", [.. "Rar!\x1A\x07"u8, 1, 0]);
        Assert.Equal(FinEffacement.Termine, await db.Get<ExecutionEffacement>().RunAsync(harness.Organisation.Id, id, Token));

        Assert.Equal(3, (await harness.CertificateAsync(id)).PiecesNonLues);
        var signed = await db.Get<GetCertificat>().Do(harness.Organisation.Acteur(Role.Dpo), new(id));
        using var paper = PdfDocument.Open(CertificatPdf.Write(signed, t => t));
        Assert.Contains("n’ont pas pu être lus (chiffrés, abîmés ou trop volumineux)", string.Join(' ', paper.GetPages().SelectMany(p => p.GetWords()).Select(w => w.Text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demande.eml", "base64")]
    [InlineData("demande.eml", "quoted-printable")]
    [InlineData("demande.zip", "base64")]
    public async Task An_e_mail_that_is_handed_in_with_a_request_is_decoded(string nom, string codage)
    {
        var luc = await new DemandesHarness(db, harness.Organisation).CreateAsync(new CreateDemandeRequest { Nom = "Luc Petit", Droits = [DroitDemande.Acces] });
        var text = "Je représente Zéphyrine Quatrebarbes."u8.ToArray();
        var body = codage == "base64" ? Convert.ToBase64String(text) : string.Concat(text.Select(o => $"={o:X2}"));
        var message = $"From: luc@villon.test\r\nSubject: Demande\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {codage}\r\n\r\n{body}\r\n";
        var piece = await AddAsync(luc, nom, nom.EndsWith(".zip", StringComparison.Ordinal) ? Zip(("dedans.eml", message)) : Encoding.ASCII.GetBytes(message));

        Assert.Contains((await harness.GetAsync(await harness.PrepareAsync())).Mentions, m => m.Table == "demande_pieces" && m.Cle == piece.ToString());
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task What_is_attached_to_an_e_mail_in_a_file_is_opened(string nom)
    {
        var (hers, other, damaged) = (await MailAsync(nom, Document(nom, EffacementHarness.Email)), await MailAsync(nom, Document(nom, "luc@villon.test")), await MailAsync("coffre.zip", "PK\x03\x04 abîmé"u8.ToArray()));

        var id = await harness.EraseAsync();

        Assert.Equal((false, true, true), (File.Exists(hers), File.Exists(other), File.Exists(damaged)));
        var certificate = await harness.CertificateAsync(id);
        Assert.Equal((1, 1), (certificate.CourrielsEnFichiers, certificate.CourrielsNonLus));
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        harness = await EffacementHarness.CreateAsync(db);
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    private Task<Guid> AddAsync(Guid demande, string nom, byte[] octets) => db.Get<AddPiece>().Do(harness.Organisation.Acteur(Role.Dpo), new(demande, nom, false, octets));

    private async Task<string> MailAsync(string nom, byte[] octets)
    {
        var folder = Path.Combine(db.Mails, harness.Organisation.Id.ToString("N"));
        Directory.CreateDirectory(folder);
        using var message = ExpediteurCourriels.MessageOf(new Application.Courriels.CourrielAPartir(Guid.NewGuid(), "dpo@essai.test", "Pièce jointe", "Voir la pièce.", null, ""), "fichier@essai.test");
        var body = new BodyBuilder { TextBody = "Voir la pièce." };
        if (nom.EndsWith(".eml", StringComparison.Ordinal)) body.Attachments.Add(new MessagePart("rfc822") { Message = await MimeMessage.LoadAsync(new MemoryStream(octets), Token) });
        else body.Attachments.Add(nom, octets, ContentType.Parse("application/octet-stream"));
        message.Body = body.ToMessageBody();
        var file = Path.Combine(folder, $"{Guid.NewGuid():N}.eml");
        await message.WriteToAsync(file, Token);
        return file;
    }

    private static byte[] Document(string nom, string word) => Path.GetExtension(nom) switch
    {
        ".pdf" => new PdfLetter("Lettre").Paragraphe($"Écrire à {word} avant jeudi.").ToBytes(),
        // One word in two runs, as Word writes what was corrected.
        ".docx" => Zip(("word/document.xml", $"<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Écrire à {word[..4]}</w:t></w:r><w:r><w:t>{word[4..]}</w:t></w:r></w:p></w:body></w:document>")),
        ".xlsx" => Zip(("xl/sharedStrings.xml", $"<sst xmlns=\"x\"><si><t>nom</t></si><si><t>{word}</t></si></sst>"), ("xl/worksheets/sheet1.xml", "<worksheet xmlns=\"x\"><sheetData><row><c t=\"s\"><v>1</v></c></row></sheetData></worksheet>")),
        ".eml" => Encoding.UTF8.GetBytes($"From: a@b.test\r\nTo: dpo@essai.test\r\nSubject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(word))}?=\r\n\r\nBonjour\r\n"),
        _ => Zip(("dedans.zip", Zip(("notes.txt", $"Écrire à {word}")))),
    };

    private static byte[] Zip(params (string Nom, object Contenu)[] parts)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (nom, contenu) in parts)
            {
                using var entry = zip.CreateEntry(nom).Open();
                entry.Write(contenu as byte[] ?? Encoding.UTF8.GetBytes((string)contenu));
            }
        }

        return output.ToArray();
    }

    private static async Task<byte[]> EntryAsync(MemoryStream package, string nom)
    {
        using var zip = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
        await using var entry = await zip.GetEntry(nom)!.OpenAsync(Token);
        using var copy = new MemoryStream();
        await entry.CopyToAsync(copy, Token);
        return copy.ToArray();
    }
}
