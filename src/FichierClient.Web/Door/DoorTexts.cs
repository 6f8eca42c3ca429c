namespace FichierClient.Web.Door;

/// <summary>Names the texts of the door; they are in DoorTexts.resx (French) and DoorTexts.en.resx.</summary>
public sealed class DoorTexts;
