namespace FichierClient.Web.Layout;

/// <summary>Names the texts of the frame; they are in LayoutTexts.resx (French) and LayoutTexts.en.resx.</summary>
public sealed class LayoutTexts;
