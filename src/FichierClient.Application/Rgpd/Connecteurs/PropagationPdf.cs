using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Common.Pdf;
using FichierClient.Application.Rgpd.Effacements;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>What recipients answered, to hand over on paper. The signed text is the file; this names its signature.</summary>
public static class PropagationPdf
{
    public static byte[] Write(CertificatSigne certificat)
    {
        var c = PropagationContenu.TryRead(certificat.Contenu) ?? throw new InvalidOperationException("Another certificate.");
        return new PdfLetter(Texts.Get("Propagation_titre", c.Reference))
            .Titre(Texts.Get("Propagation_titre", c.Reference))
            .Paragraphe(Texts.Get(c.Reserve ? "Propagation_avec_reserve" : "Propagation_sans_reserve", c.Organisation, c.EmisLe.ToString("d", CultureInfo.CurrentCulture)))
            .Champs([(Texts.Get("Propagation_certificat"), c.Certificat), (Texts.Get("Propagation_autres"), c.AutresDestinataires.ToString(CultureInfo.CurrentCulture))])
            .Table([Texts.Get("Propagation_destinataire"), Texts.Get("Propagation_etat"), Texts.Get("Propagation_le"), Texts.Get("Propagation_preuve")], c.Destinataires.Select(Row), [2.6, 3.4, 1.2, 1.8])
            .SousTitre(Texts.Get("Certificat_signature"))
            .Mention(Texts.Get("Certificat_signature_texte", Convert.ToBase64String(certificat.Signature), Convert.ToBase64String(certificat.ClePublique)))
            .ToBytes();
    }

    /// <summary>As the certificate itself lists them too.</summary>
    internal static IReadOnlyList<string> Row(DestinataireCertifie d) =>
        [d.Systeme, Etat(d), d.Le.ToString("d", CultureInfo.CurrentCulture), d.Preuve is { } preuve ? Texts.Get($"MoyenPreuve_{preuve}") : ""];

    private static string Etat(DestinataireCertifie d) => string.Join(", ", new[]
    {
        Texts.Get($"EtatAvis_{d.Etat}"), d.Base, d.JusquAu is { } day ? Texts.Get("Avis_jusquau", day.ToString("d", CultureInfo.CurrentCulture)) : null, d.Motif is { } motif ? Texts.Get($"MotifRefusAvis_{motif}") : null,
    }.OfType<string>());
}
