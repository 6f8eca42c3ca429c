namespace FichierClient.Web.Contacts;

/// <summary>Names the texts of the contacts.</summary>
public sealed class ContactsTexts;
