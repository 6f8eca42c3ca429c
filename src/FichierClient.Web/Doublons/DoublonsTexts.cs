namespace FichierClient.Web.Doublons;

/// <summary>Names the texts of the pages about duplicates.</summary>
public sealed class DoublonsTexts;
