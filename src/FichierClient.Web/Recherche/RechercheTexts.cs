namespace FichierClient.Web.Recherche;

/// <summary>Names the texts of the search.</summary>
public sealed class RechercheTexts;
