using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Common.Pdf;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>A complement of a certificate, to hand over on paper. The signed text is the file; this names its signature.</summary>
public static class ComplementPdf
{
    public static byte[] Write(CertificatSigne complement)
    {
        var c = ComplementContenu.TryRead(complement.Contenu) ?? throw new InvalidOperationException("Another certificate.");
        return new PdfLetter(Texts.Get("Complement_titre", c.Reference))
            .Titre(Texts.Get("Complement_titre", c.Reference))
            .Paragraphe(Texts.Get("Complement_intro", c.Organisation, c.EmisLe.ToString("d", CultureInfo.CurrentCulture)))
            .Champs([
                (Texts.Get("Propagation_certificat"), c.ComplementDe), (Texts.Get("Complement_disparus"), Number(c.Disparus)), (Texts.Get("Complement_sans_elle"), Number(c.LusSansElle)),
                (Texts.Get("Complement_gardes"), Number(c.Gardes)), (Texts.Get("Complement_attendent"), Number(c.Attendent)),
            ])
            .SousTitre(Texts.Get("Certificat_signature"))
            .Mention(Texts.Get("Certificat_signature_texte", Convert.ToBase64String(complement.Signature), Convert.ToBase64String(complement.ClePublique)))
            .ToBytes();
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);
}
