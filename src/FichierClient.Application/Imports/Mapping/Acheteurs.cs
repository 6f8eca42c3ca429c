using FichierClient.Application.Common;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Rows;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>Who bought, in a list of sales that names several parties: « Client » before « Société », which is often the seller's own, and before who receives the goods.</summary>
internal static class Acheteurs
{
    private static readonly string[] Clients = ["client", "acheteur", "customer", "buyer", "donneurordre", "chargeur"], Societes = ["societe", "entreprise", "company", "organisation", "organization"];

    /// <summary>So many clients for one company are no longer its people.</summary>
    private const int ClientsParSociete = 4;

    /// <summary>The column names another party than the buyer.</summary>
    public static bool Denies(FileAnalysis file, int column, ChampImport champ)
    {
        if (champ.Cle != "entreprise.nom" || !IsOfSales(file)) return false;
        var key = ChampsImport.KeyOf(file.Headers[column]);
        // A carrier's client is one of the two, or neither.
        if (key == "destinataire") return file.Headers.Any(h => ChampsImport.KeyOf(h) == "expediteur");
        return Array.IndexOf(Societes, key) >= 0 && Enumerable.Range(0, file.Headers.Count).Any(i => Array.IndexOf(Clients, ChampsImport.KeyOf(file.Headers[i])) >= 0 && IsBuyer(file, i, column));
    }

    /// <summary>Which of two columns was taken, where both have several names.</summary>
    public static IEnumerable<string> Doubtful(LectureColonnes lecture, FileAnalysis file)
    {
        if (lecture.EnTete("entreprise.nom") is not { } taken || !lecture.HasAny(SectionImport.Vente)) yield break;
        var key = ChampsImport.KeyOf(taken);
        var others = Array.IndexOf(Clients, key) >= 0 ? Societes : Array.IndexOf(Societes, key) >= 0 ? Clients : [];
        for (var i = 0; i < file.Headers.Count; i++)
        {
            if (Array.IndexOf(others, ChampsImport.KeyOf(file.Headers[i])) >= 0 && !lecture.Maps(i) && Names(file, i).Count > 1) yield return Texts.Get("Import_acheteur_choisi", taken, file.Headers[i]);
        }
    }

    /// <summary>As many names as the other column, which aren't codes, and not those of its people.</summary>
    private static bool IsBuyer(FileAnalysis file, int column, int other)
    {
        var (names, others, faits) = (Names(file, column), Names(file, other), file.FaitsDe(column));
        if (names.Count == 0 || names.Count < others.Count || faits.Remplies < file.FaitsDe(other).Remplies || faits.SontDesCodes || names.TrueForAll(n => n.Length < 3 || !n.Any(char.IsLetter) || IsCode(n))) return false;
        return (faits.NomDAbord + faits.PrenomDAbord) * 3 < faits.Noms || names.Count >= ClientsParSociete * Math.Max(others.Count, 1);
    }

    private static bool IsCode(string cell) => !cell.Contains(' ', StringComparison.Ordinal) && cell.Any(char.IsAsciiDigit);

    private static List<string> Names(FileAnalysis file, int column) => [.. file.Sample.Where(r => column < r.Length && !MotsVides.Is(r[column].Trim(), "entreprise.nom")).Select(r => r[column].Trim()).Where(c => c.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>A column names the client.</summary>
    internal static bool AreNamed(FileAnalysis file) => file.Headers.Select(ChampsImport.KeyOf).Any(k => Array.IndexOf(Clients, k) >= 0 || Array.IndexOf(Societes, k) >= 0);

    /// <summary>Some heading tells of nothing but sales.</summary>
    internal static bool IsOfSales(FileAnalysis file) => file.Headers.Any(h => MappingProposal.Find(h, SectionImport.Vente, Precision.Precis).Any(c => c.Cle is "vente.numero" or "vente.date" or "vente.montant_ht" or "vente.montant_ttc"));
}
