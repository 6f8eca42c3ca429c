namespace FichierClient.Web.Rgpd.Bandeau;

/// <summary>Names the resources of the GDPR line of a sheet.</summary>
public sealed class BandeauTexts;
