using FichierClient.Application.Common;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Rows;

/// <summary>« Alpha SARL, Jean Dupont »: Odoo writes the person, or the kind of address, to whom an invoice goes behind the company's name.</summary>
internal static class NomAvecPersonne
{
    private static readonly string[] Formes = ["sarl", "sas", "sasu", "sa", "eurl", "snc", "sci", "scop", "selarl", "gmbh", "ltd", "inc", "bv", "srl", "spa", "sprl"];

    private static readonly string[] Partenaires = ["partenaire", "partner", "nomaffichagepartenairefacture", "nomaffichepartenairefacture", "invoicepartnerdisplayname"];

    private static readonly string[] Adresses = ["adresse", "address", "facturation", "livraison", "delivery", "invoice", "contact"];

    /// <summary>The company's name alone, where its legal form or the heading shows that what follows is no part of it.</summary>
    public static string? Of(string? nom, CellReader cells)
    {
        if (nom?.Contains(", ", StringComparison.Ordinal) != true || cells.Lecture.EstSansPerte || nom.Split(", ") is not [var societe, var suite]) return nom;
        var named = Array.IndexOf(Partenaires, ChampsImport.KeyOf(cells.Lecture.EnTete("entreprise.nom") ?? "")) >= 0 || TexteNormalise.Of(societe).Split(' ').Any(w => Array.IndexOf(Formes, w) >= 0);
        if (!named || !(NomPersonne.Order(suite) == false || Array.IndexOf(Adresses, TexteNormalise.Of(suite).Split(' ')[0]) >= 0)) return nom;
        cells.Ligne.Remarques.Add(Texts.Get("Import_personne_apres_nom"));
        return societe;
    }
}
