namespace FichierClient.Web.Common;

/// <summary>Names the texts of the shared components.</summary>
public sealed class CommonTexts;
