namespace FichierClient.Application.Imports.Reading;

/// <summary>A sheet of a workbook.</summary>
/// <param name="Nom">As on its tab.</param>
/// <param name="Masquee">Its tab isn't shown: read only when it is asked for by name.</param>
public sealed record FeuilleClasseur(string Nom, bool Masquee);
