namespace FichierClient.Web.Rgpd.Information;

/// <summary>Names the texts of the page about persons to be told.</summary>
public sealed class InformationTexts;
