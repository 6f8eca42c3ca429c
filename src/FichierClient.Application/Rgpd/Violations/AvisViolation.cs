using FichierClient.Application.Common.Pdf;

namespace FichierClient.Application.Rgpd.Violations;

public enum DestinataireAvis
{
    Cnil,
    Personnes,
}

/// <summary>The draft of a notification: what to copy into the CNIL's service, or the letter to the persons. Nothing is sent.</summary>
public sealed record AvisViolation(string NomFichier, string Titre, IReadOnlyList<SectionAvis> Sections)
{
    /// <summary>The same as a document.</summary>
    public byte[] ToPdf()
    {
        var letter = new PdfLetter(Titre).Titre(Titre);
        foreach (var section in Sections)
        {
            if (section.Titre is { } titre) letter.SousTitre(titre);
            if (section.Champs.Count > 0) letter.Champs(section.Champs.Select(c => (c.Nom, c.Valeur)));
            foreach (var paragraphe in section.Paragraphes) letter.Paragraphe(paragraphe);
        }

        return letter.ToBytes();
    }
}

/// <summary>A part of a draft.</summary>
public sealed record SectionAvis(string? Titre)
{
    public IReadOnlyList<ChampAvis> Champs { get; init; } = [];
    public IReadOnlyList<string> Paragraphes { get; init; } = [];
}

public sealed record ChampAvis(string Nom, string Valeur);
