namespace FichierClient.Web.TableauDeBord;

/// <summary>Names the texts of the dashboard.</summary>
public sealed class TableauDeBordTexts;
