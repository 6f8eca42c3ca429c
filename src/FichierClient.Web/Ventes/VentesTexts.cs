namespace FichierClient.Web.Ventes;

/// <summary>Names the texts of ventes and produits.</summary>
public sealed class VentesTexts;
