using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>Which record a field belongs to.</summary>
public enum SectionImport { Entreprise, Contact, Vente }

/// <summary>How the cells of a field are read.</summary>
public enum TypeChamp { Texte, Identifiant, Date, Nombre }

/// <summary>A field that a column can go into.</summary>
/// <param name="Cle">Its name in a mapping file, such as <c>entreprise.siret</c>.</param>
/// <param name="Section">Its record.</param>
/// <param name="Type">How its cells are read.</param>
/// <param name="Noms">Headers that mean it whatever the file is about, compared without case, accents, spaces and punctuation.</param>
/// <param name="NomsSeuls">Headers that mean it only when the file is about this record: « nom », « email », « adresse ».</param>
public sealed record ChampImport(string Cle, SectionImport Section, TypeChamp Type, string[] Noms, string[] NomsSeuls)
{
    /// <summary>Its name on screen and in the reasons of refused rows.</summary>
    public string Nom => Texts.Get($"Champ_{Cle.Replace('.', '_')}");

    /// <summary>What may be asked for where the record has a value already; a single one: there is no choice.</summary>
    public IReadOnlyList<RegleChamp> Regles => ReglesChamps.De(Cle);

    /// <summary>The field whose rule this one follows: itself, or the first of its list.</summary>
    public string Groupe => ReglesChamps.Groupe(Cle);

    /// <summary>It holds several values: a row adds to them.</summary>
    public bool EstListe => ReglesChamps.EstListe(Cle);
}
