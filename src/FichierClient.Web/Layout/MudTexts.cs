namespace FichierClient.Web.Layout;

/// <summary>Names the words that MudBlazor's components say by themselves; they are in MudTexts.resx (French) and MudTexts.en.resx.</summary>
public sealed class MudTexts;
