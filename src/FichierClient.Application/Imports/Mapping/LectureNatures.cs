using FichierClient.Domain.Imports;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>The columns of a list that has companies and people under the same headings, read as those of the one or of the other.</summary>
public sealed partial class LectureColonnes
{
    private static readonly (string DeSociete, string DePersonne)[] Partages =
    [
        ("entreprise.email", "contact.email"), ("entreprise.telephone", "contact.telephone"), ("entreprise.telephone2", "contact.mobile"),
    ];

    private static readonly string[] DuContact = ["contact", "interlocuteur", "person"];

    /// <summary>Each row has to say, or to show, whether it is a company or a person.</summary>
    public bool MeleNatures { get; private set; }

    /// <summary>Names of companies and of people stand in one column.</summary>
    internal bool PartageNoms => !Has("contact.nom") && !Has("contact.nom_complet");

    /// <summary>The column of a field says that it is the contact's: « Email contact » is no company's address.</summary>
    internal bool EstDuContact(string cle) => EnTete(cle) is { } header && ChampsImport.KeyOf(header) is var key && Array.Exists(DuContact, w => key.Contains(w, StringComparison.Ordinal));

    /// <summary>The related company is the parent of a company, as its heading says.</summary>
    internal bool NommeSocieteMere => EnTete("entreprise.societe_liee") is { } header && ChampsImport.KeyOf(header) is "societeparente";

    /// <summary>This mapping for the company that a person's row names: without the columns that are the person's there.</summary>
    internal LectureColonnes PourEmployeurs()
    {
        var copy = With([]);
        foreach (var (deSociete, dePersonne) in Partages) if (!columns.ContainsKey(dePersonne)) copy.columns.Remove(deSociete);
        return copy;
    }

    /// <summary>This mapping for the rows of companies.</summary>
    internal LectureColonnes PourSocietes() => With(
        [.. Partages.Where(p => !EstDuContact(p.DePersonne)).Select(p => (p.DePersonne, p.DeSociete)), (Has("contact.nom_complet") ? "contact.nom_complet" : "contact.nom", Has("entreprise.nom") ? "entreprise.nom_autre" : "entreprise.nom")]);

    /// <summary>This mapping for the rows of people.</summary>
    internal LectureColonnes PourPersonnes() => With(
        [.. Partages.Select(p => (p.DeSociete, p.DePersonne)), .. PartageNoms ? [("entreprise.nom", Has("contact.prenom") ? "contact.nom" : "contact.nom_complet")] : Array.Empty<(string, string)>()]);

    private LectureColonnes With(IEnumerable<(string From, string To)> moves)
    {
        var copy = (LectureColonnes)MemberwiseClone();
        copy.columns = new Dictionary<string, int>(columns);
        foreach (var (from, to) in moves) if (columns.TryGetValue(from, out var column)) copy.columns.TryAdd(to, column);
        return copy;
    }

    private bool Mele(GenreImport genre) => genre != GenreImport.Ventes
        && (Has("entreprise.nature") || Has("entreprise.societe_liee") || Has("entreprise.reference_liee")
            || (genre != GenreImport.Contacts && Has("contact.prenom") && PartageNoms && EnTete("entreprise.nom") is { } header
                && ChampsImport.Find("entreprise.nom")!.NomsSeuls.Rang(ChampsImport.KeyOf(header)) >= 0));
}
