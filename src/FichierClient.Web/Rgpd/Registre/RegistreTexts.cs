namespace FichierClient.Web.Rgpd.Registre;

/// <summary>Names the texts of the register's pages; the register's own labels are data of <c>ModeleCnil</c>.</summary>
public sealed class RegistreTexts;
