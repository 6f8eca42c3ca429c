namespace FichierClient.Web.Organisations;

/// <summary>Names the texts of the settings; they are in OrganisationsTexts.resx (French) and OrganisationsTexts.en.resx.</summary>
public sealed class OrganisationsTexts;
