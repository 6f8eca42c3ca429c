namespace FichierClient.Web.Rgpd.Garde;

/// <summary>A free text that is being typed.</summary>
/// <param name="Texte">As it stands.</param>
/// <param name="Replace">Puts another text in its place.</param>
public sealed record GardeChamp(string? Texte, Action<string> Replace);
