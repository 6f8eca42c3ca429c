namespace FichierClient.Web.Rgpd.Conservation;

/// <summary>Names the texts of the pages about retention.</summary>
public sealed class ConservationTexts;
