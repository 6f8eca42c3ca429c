namespace FichierClient.Web.Imports;

/// <summary>Names the texts of the imports' pages.</summary>
public sealed class ImportsTexts;
