namespace FichierClient.Web.Exports;

/// <summary>Names the texts of exports.</summary>
public sealed class ExportsTexts;
