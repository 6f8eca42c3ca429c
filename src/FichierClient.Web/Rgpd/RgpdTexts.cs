namespace FichierClient.Web.Rgpd;

/// <summary>Names the texts of the frame around the GDPR pages.</summary>
public sealed class RgpdTexts;
