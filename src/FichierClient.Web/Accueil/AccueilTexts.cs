namespace FichierClient.Web.Accueil;

/// <summary>Names the texts of the home page.</summary>
public sealed class AccueilTexts;
