namespace FichierClient.Web.Rgpd.Violations;

/// <summary>Names the resources of the register of breaches.</summary>
public sealed class ViolationsTexts;
