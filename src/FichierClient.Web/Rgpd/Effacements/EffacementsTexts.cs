namespace FichierClient.Web.Rgpd.Effacements;

/// <summary>Names the texts of the pages about erasures.</summary>
public sealed class EffacementsTexts;
