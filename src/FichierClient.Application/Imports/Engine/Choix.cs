using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Rows;

namespace FichierClient.Application.Imports.Engine;

/// <summary>Which of two values a record gets from a row, by the rule of the field.</summary>
/// <param name="lecture">Has the rules.</param>
/// <param name="ligne">Knows which of its cells are empty.</param>
/// <param name="nouveau">The row makes the record: no rule holds anything back.</param>
internal readonly struct Choix(LectureColonnes lecture, LigneImportee ligne, bool nouveau)
{
    /// <summary>The row makes the record.</summary>
    public bool EstNouveau => nouveau;

    /// <param name="cle">The field.</param>
    /// <param name="given">What the row says; null: nothing.</param>
    /// <param name="known">What the record has.</param>
    public T Of<T>(string cle, T given, T known) => Regle(cle) switch
    {
        RegleChamp.Garder => known,
        RegleChamp.Completer => known is null ? given : known,
        RegleChamp.Vider when given is null && ligne.Vides.Contains(cle) => given,
        _ => given is null ? known : given,
    };

    /// <summary>The row's value may enter at all.</summary>
    public bool Takes(string cle, bool isEmpty = true) => Regle(cle) switch
    {
        RegleChamp.Garder => false,
        RegleChamp.Completer => isEmpty,
        _ => true,
    };

    /// <summary>The row's value only fills what is empty.</summary>
    public bool Fills(string cle) => Regle(cle) == RegleChamp.Completer;

    private RegleChamp Regle(string cle) => nouveau ? RegleChamp.Remplacer : lecture.RegleDe(cle);
}
