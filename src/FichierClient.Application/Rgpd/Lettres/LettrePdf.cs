using FichierClient.Application.Common;
using FichierClient.Application.Common.Pdf;
using FichierClient.Domain.Rgpd.Demandes;

namespace FichierClient.Application.Rgpd.Lettres;

/// <summary>A letter on paper.</summary>
internal static class LettrePdf
{
    public static byte[] Of(DemandeCourrier courrier, string organisation, DateOnly jour) =>
        Of(new LettreEcrite(courrier.Type, courrier.Destinataire, courrier.Objet, courrier.Corps), organisation, jour);

    public static byte[] Of(LettreEcrite courrier, string organisation, DateOnly jour)
    {
        var lettre = new PdfLetter(courrier.Objet ?? "").Mention(organisation).Espace(20)
            .Destinataire([.. (courrier.Destinataire ?? "").Split(", "), "", $"Le {jour.EnLettres()}"])
            .SousTitre($"Objet : {courrier.Objet}").Espace(8);
        foreach (var paragraphe in (courrier.Corps ?? "").ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries)) lettre.Paragraphe(paragraphe);
        return lettre.ToBytes();
    }
}
