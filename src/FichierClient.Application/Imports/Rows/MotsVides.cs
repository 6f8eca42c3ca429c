using System.Buffers;
using System.Collections.Frozen;
using FichierClient.Application.Imports.Mapping;

namespace FichierClient.Application.Imports.Rows;

/// <summary>What people and programs write where there is nothing: « - », « néant », « NC », NULL. Such a cell is an empty one.</summary>
internal static class MotsVides
{
    private const int Longest = 24;

    private static readonly SearchValues<char> Marques = SearchValues.Create("-–—_?#. ");

    private static readonly FrozenSet<string> Partout = Set("néant|neant|nc|n.c.|n.c|n/c|n/a|n.a.|null|\\n|(vide)|(vides)|vide|(blank)|(empty)|(null)|<null>|<vide>|#n/a|#n/d|#valeur!|#value!|#ref!|#nom?|#name?|#div/0!|#nul!|#null!|#nombre!|#num!");

    /// <summary>The same in a field whose cells have a form of their own: there no word is a name.</summary>
    private static readonly FrozenSet<string> DansUneForme = Set("aucun|aucune|sans|sans objet|inconnu|inconnue|non renseigné|non renseigne|non renseignée|non communiqué|non communique|na|nd|none|nil|nan|undefined|en cours|à demander|a demander|à venir|à compléter|pas de mail|pas d'email|pas d’email|pas d'e-mail|pas de courriel|sans mail|sans email|pas de tel|pas de tél|pas de téléphone|pas de siret|pas de tva|pas de site");

    private static readonly FrozenSet<string> SansTva = Set("exonéré|exonérée|exonere|exoneree|exonération|non assujetti|non assujettie|non assujettis|non soumis|non applicable|franchise|franchise en base|franchise de tva|sans tva|hors champ");

    private static readonly FrozenSet<string> Formes = new[]
    {
        "entreprise.siren", "entreprise.siret", "entreprise.tva", "entreprise.naf", "entreprise.email", "entreprise.site", "entreprise.telephone", "entreprise.telephone2", "entreprise.fax",
        "entreprise.code_postal", "contact.email", "contact.email2", "contact.email3", "contact.telephone", "contact.mobile", "contact.telephone2", "contact.anniversaire",
    }.ToFrozenSet();

    /// <summary>Texts in which every word may mean something.</summary>
    private static readonly FrozenSet<string> Libres = new[] { "contact.notes", "vente.designation" }.ToFrozenSet();

    private static readonly FrozenSet<string> Types = ChampsImport.Tous.Where(c => c.Type is TypeChamp.Date or TypeChamp.Nombre).Select(c => c.Cle).ToFrozenSet();

    /// <summary>The trimmed cell says that this field has nothing.</summary>
    public static bool Is(string text, string cle)
    {
        if (text.Length is 0 or > Longest || Libres.Contains(cle)) return false;
        // NC is New Caledonia, and a credit note among the codes of documents.
        if ((cle.EndsWith("pays", StringComparison.Ordinal) || cle == "vente.type") && text.Length == 2) return IsMarks(text);
        if (Partout.Contains(text) || IsMarks(text)) return true;
        return ((Types.Contains(cle) || Formes.Contains(cle)) && DansUneForme.Contains(text)) || (cle == "entreprise.tva" && SansTva.Contains(text));
    }

    /// <summary>What a spreadsheet shows instead of a value that it couldn't compute, or had no room for.</summary>
    public static bool IsErreur(string text) => text.Length > 2 && text[0] == '#' && (!text.AsSpan().ContainsAnyExcept('#') || (text.Length <= Longest && Partout.Contains(text)));

    private static bool IsMarks(string text) => !text.AsSpan().ContainsAnyExcept(Marques);

    private static FrozenSet<string> Set(string words) => words.Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
