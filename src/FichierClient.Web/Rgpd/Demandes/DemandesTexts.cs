namespace FichierClient.Web.Rgpd.Demandes;

/// <summary>Names the texts of requests; they are in DemandesTexts.resx (French) and DemandesTexts.en.resx.</summary>
public sealed class DemandesTexts;
