namespace FichierClient.Web.Account;

/// <summary>Names the texts of the account pages; they are in AccountTexts.resx (French) and AccountTexts.en.resx.</summary>
public sealed class AccountTexts;
