using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>What a row is about in a list that has companies and people under the same headings.</summary>
public enum NatureLigne { Societe, Personne }

/// <summary>How programs with one table for both (Odoo, Sellsy, Pennylane…) write what a row is about.</summary>
internal static class NaturesLigne
{
    private static readonly string[] Societes =
        ["company", "societe", "entreprise", "organisation", "organization", "business", "professionnel", "pro", "personne morale", "compagnie", "corporate", "client professionnel", "association", "administration", "collectivite", "mairie", "commune", "syndicat", "etablissement public", "secteur public", "fondation"];

    private static readonly string[] Personnes =
        ["individual", "individu", "particulier", "personne", "person", "personne physique", "contact", "client particulier"];

    /// <summary>Headers that ask a question; elsewhere 0 and 1 are codes.</summary>
    private static readonly string[] QuestionsPersonne = ["particulier", "individu", "person"], QuestionsSociete = ["company", "societe", "entreprise", "organi", "business"];

    private static readonly string[] Oui = ["1", "true", "vrai", "oui", "yes", "x"];
    private static readonly string[] Non = ["0", "false", "faux", "non", "no"];

    /// <summary>The nature that a cell names; null when it names none.</summary>
    /// <param name="cell">A word, or the answer to what the header asks.</param>
    /// <param name="header">« Is a Company », « Particulier »: yes means what it names.</param>
    public static NatureLigne? Of(string? cell, string? header)
    {
        var word = TexteNormalise.Of(cell);
        if (Array.IndexOf(Societes, word) >= 0) return NatureLigne.Societe;
        if (Array.IndexOf(Personnes, word) >= 0) return NatureLigne.Personne;
        var (yes, no) = (Array.IndexOf(Oui, word) >= 0, Array.IndexOf(Non, word) >= 0);
        if (!yes && !no) return null;
        var asked = TexteNormalise.Of(header);
        var asksPerson = Array.Exists(QuestionsPersonne, q => asked.Contains(q, StringComparison.Ordinal));
        if (!asksPerson && !Array.Exists(QuestionsSociete, q => asked.Contains(q, StringComparison.Ordinal))) return null;
        return asksPerson == yes ? NatureLigne.Personne : NatureLigne.Societe;
    }
}
