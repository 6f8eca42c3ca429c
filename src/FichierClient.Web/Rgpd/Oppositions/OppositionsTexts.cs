namespace FichierClient.Web.Rgpd.Oppositions;

/// <summary>Names the texts of the objection list.</summary>
public sealed class OppositionsTexts;
