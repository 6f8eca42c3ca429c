using System.Text.Json;
using FichierClient.Application.Rgpd.Effacements;

namespace FichierClient.Application.Exports.Organisation;

/// <summary>The certificate of an organisation's end as a file that anybody can verify, in the same envelope as that of an erasure.</summary>
public static class FinFichier
{
    /// <summary>Verifies a file.</summary>
    /// <param name="json">The file.</param>
    /// <param name="clePublique">The key that must have signed it; null: whichever the file names.</param>
    /// <param name="certificat">What it says, when it can be read.</param>
    /// <returns>False: it isn't one, it was changed, or another key signed it.</returns>
    public static bool Verify(string json, byte[]? clePublique, out FinCertifiee? certificat)
    {
        certificat = null;
        if (CertificatFichier.Open(json, clePublique) is not { } contenu) return false;
        try
        {
            certificat = FinCertifiee.FromJson(contenu);
            return certificat?.Article == FinCertifiee.Fondement;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
