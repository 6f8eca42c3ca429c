namespace FichierClient.Web.Rgpd.Connecteurs;

/// <summary>Names the texts of the pages of connected systems.</summary>
public sealed class ConnecteursTexts;
