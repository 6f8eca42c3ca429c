namespace FichierClient.Web.Vues;

/// <summary>Marks the texts of the saved views.</summary>
public sealed class VuesTexts;
