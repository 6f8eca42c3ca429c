namespace FichierClient.Web.Entreprises;

/// <summary>Names the texts of the screens of entreprises.</summary>
public sealed class EntreprisesTexts;
