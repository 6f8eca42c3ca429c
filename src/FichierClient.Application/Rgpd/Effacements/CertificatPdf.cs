using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Common.Pdf;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>A certificate to hand over on paper. The signed text is the file; this names its signature.</summary>
public static class CertificatPdf
{
    /// <param name="certificat">What was signed.</param>
    /// <param name="nom">Says a table in words; its own name and column stand beside them, as in the signed file.</param>
    public static byte[] Write(CertificatSigne certificat, Func<string, string> nom)
    {
        var c = CertificatContenu.FromJson(certificat.Contenu);
        var pdf = new PdfLetter(Texts.Get("Certificat_titre", c.Reference))
            .Titre(Texts.Get("Certificat_titre", c.Reference))
            .Paragraphe(Texts.Get("Certificat_intro", c.Organisation, Date(c.EmisLe)))
            .Champs([
                (Texts.Get("Certificat_fondement"), Texts.Get($"Fondement_{c.Fondement}")), (Texts.Get("Certificat_plan"), c.PlanEmpreinte), (Texts.Get("Certificat_approuve"), Texts.Get("Certificat_approuve_par", Date(c.ApprouveLe), c.Approbateurs)),
                (Texts.Get("Certificat_tombe"), c.Tombe.ToString(CultureInfo.InvariantCulture)), (Texts.Get("Certificat_sauvegardes"), c.SauvegardesJusquAu.ToString("d", CultureInfo.CurrentCulture)),
            ])
            .SousTitre(Texts.Get("Certificat_lieux"))
            .Table(
                [Texts.Get("Certificat_lieu"), Texts.Get("Certificat_action"), Texts.Get("Certificat_avant"), Texts.Get("Certificat_traite"), Texts.Get("Certificat_conserve"), Texts.Get("Certificat_base")],
                c.Lieux.Select(l => (IReadOnlyList<string>)[$"{nom(l.Table)}\n{(l.Colonne is null ? l.Table : $"{l.Table}.{l.Colonne}")}", Texts.Get($"Action_{l.Action}"), Number(l.Avant), Number(l.Traite), Number(l.Conserve), l.PurgeLe is { } purge ? $"{l.Base} \u2192 {purge.ToString("d", CultureInfo.CurrentCulture)}" : l.Base]),
                [3.2, 1.6, 0.9, 0.9, 1, 2.4])
            .Paragraphe(Texts.Get("Certificat_fichiers", c.ImportsSupprimes, c.ExportsSupprimes, c.DossiersSupprimes, c.CourrielsAnnules) + (c.CourrielsEnFichiers > 0 ? " " + Texts.Get("Certificat_courriels_fichiers", c.CourrielsEnFichiers) : "") + (c.CourrielsRestes > 0 ? " " + Texts.Get("Certificat_courriels_restes", c.CourrielsRestes) : "") + (c.CourrielsNonLus > 0 ? " " + Texts.Get("Certificat_courriels_non_lus", c.CourrielsNonLus) : "") + (c.PiecesNonLues > 0 ? " " + Texts.Get("Certificat_pieces_non_lues", c.PiecesNonLues) : ""))
            .SousTitre(Texts.Get("Certificat_verification"))
            .Paragraphe(Texts.Get("Certificat_verification_texte", c.Verification.Role, c.Verification.Tables, c.Verification.Colonnes, c.Verification.Aiguilles.Count, c.Verification.Restes, c.Verification.Laisses, c.Verification.Fichiers))
            .Paragraphe(c.Invariants.Length == 0 ? Texts.Get("Certificat_sans_vente") : Texts.Get("Certificat_figures", c.Invariants))
            .SousTitre(Texts.Get("Propagation_destinataires"))
            .Paragraphe(Texts.Get("Propagation_certifies", c.Destinataires.Count, c.AutresDestinataires));
        if (c.Destinataires.Count > 0) pdf.Table([Texts.Get("Propagation_destinataire"), Texts.Get("Propagation_etat"), Texts.Get("Propagation_le"), Texts.Get("Propagation_preuve")], c.Destinataires.Select(Connecteurs.PropagationPdf.Row), [2.6, 3.4, 1.2, 1.8]);
        return pdf.SousTitre(Texts.Get("Certificat_signature"))
            .Mention(Texts.Get("Certificat_signature_texte", Convert.ToBase64String(certificat.Signature), Convert.ToBase64String(certificat.ClePublique)))
            .ToBytes();
    }

    private static string Date(DateTimeOffset instant) => instant.ToString("d", CultureInfo.CurrentCulture);

    private static string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);
}
