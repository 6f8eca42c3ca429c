namespace FichierClient.Web.Vues;

/// <summary>A tab above a list that is there from the beginning.</summary>
/// <param name="Nom">As read.</param>
/// <param name="Parametres">The address behind the question mark.</param>
public sealed record VueToutePrete(string Nom, string Parametres);
