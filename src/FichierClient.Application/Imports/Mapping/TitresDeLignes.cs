using FichierClient.Application.Imports.Reading;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>« Name » in a list of sales: the document's number where all its cells have digits, somebody where they are names of people, else the title of the row.</summary>
internal static class TitresDeLignes
{
    public static bool Denies(FileAnalysis file, int column, ChampImport champ)
    {
        if (champ.Cle is not ("vente.numero" or "contact.nom_complet") || ChampsImport.KeyOf(file.Headers[column]) != "name") return false;
        if (champ.Cle == "vente.numero") return file.FaitsDe(column) is var cells && cells.AvecChiffre * 20 < cells.Remplies * 19;
        return Acheteurs.IsOfSales(file) && Acheteurs.AreNamed(file) && file.FaitsDe(column) is var faits && (faits.NomDAbord + faits.PrenomDAbord) * 3 < faits.Noms;
    }
}
