namespace FichierClient.Web.Corbeille;

/// <summary>Names the texts of the trash.</summary>
public sealed class CorbeilleTexts;
