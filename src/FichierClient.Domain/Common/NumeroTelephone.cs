namespace FichierClient.Domain.Common;

/// <summary>A phone number as it was typed, with its E.164 form where it could be read.</summary>
/// <param name="Saisie">As typed.</param>
/// <param name="E164">Such as <c>+33123456789</c>, or null when the typing isn't a number (kept all the same).</param>
/// <param name="Libelle">Standard, mobile, fax…; free.</param>
public sealed record NumeroTelephone(string Saisie, string? E164, string? Libelle = null);
