namespace FichierClient.Web.Rgpd.Garde;

/// <summary>Names the resources of the guard over free texts.</summary>
public sealed class GardeTexts;
