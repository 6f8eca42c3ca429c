using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>Which record a field belongs to.</summary>
public enum SectionImport { Entreprise, Contact, Vente }

/// <summary>How the cells of a field are read.</summary>
public enum TypeChamp { Texte, Identifiant, Date, Nombre }

/// <summary>How surely a header means a field: whatever the file is about, when it is about this record, or when no other column does.</summary>
internal enum Precision { Precis, Seul, Dernier }

/// <summary>Headers that mean a field, compared without case, accents, spaces and punctuation, those of a group before those of the next.</summary>
/// <param name="Groupes">The groups, best first: where a file has columns of two, the better one is the field.</param>
public sealed record NomsChamp(IReadOnlyList<string[]> Groupes)
{
    /// <summary>Place of the group that holds this key; -1: it doesn't mean the field.</summary>
    public int Rang(string key)
    {
        for (var i = 0; i < Groupes.Count; i++) if (Array.IndexOf(Groupes[i], key) >= 0) return i;
        return -1;
    }
}

/// <summary>A field that a column can go into.</summary>
/// <param name="Cle">Its name in a mapping file, such as <c>entreprise.siret</c>.</param>
/// <param name="Section">Its record.</param>
/// <param name="Type">How its cells are read.</param>
/// <param name="Noms">Headers that mean it whatever the file is about.</param>
/// <param name="NomsSeuls">Headers that mean it only when the file is about this record: « nom », « email », « adresse ».</param>
/// <param name="Derniers">Headers that mean it only when no other column does: the day of payment, for want of the invoice's.</param>
public sealed record ChampImport(string Cle, SectionImport Section, TypeChamp Type, NomsChamp Noms, NomsChamp NomsSeuls, NomsChamp Derniers)
{
    /// <summary>How well a key means the field at this level, 0 best; -1: not at all.</summary>
    internal int Rang(string key, Precision precision) => (precision switch
    {
        Precision.Precis => Noms,
        Precision.Seul => NomsSeuls,
        _ => Derniers,
    }).Rang(key);

    /// <summary>Its name on screen and in the reasons of refused rows.</summary>
    public string Nom => Texts.Get($"Champ_{Cle.Replace('.', '_')}");

    /// <summary>What may be asked for where the record has a value already; a single one: there is no choice.</summary>
    public IReadOnlyList<RegleChamp> Regles => ReglesChamps.De(Cle);

    /// <summary>The field whose rule this one follows: itself, or the first of its list.</summary>
    public string Groupe => ReglesChamps.Groupe(Cle);

    /// <summary>It holds several values: a row adds to them.</summary>
    public bool EstListe => ReglesChamps.EstListe(Cle);
}
