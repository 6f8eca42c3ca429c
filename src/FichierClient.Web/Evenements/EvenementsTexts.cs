namespace FichierClient.Web.Evenements;

/// <summary>Names the texts of notes and rappels.</summary>
public sealed class EvenementsTexts;
