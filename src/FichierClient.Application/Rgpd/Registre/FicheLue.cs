using System.Globalization;
using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Registre;

namespace FichierClient.Application.Rgpd.Registre;

/// <summary>
/// Reads a filled sheet in the CNIL's layout by its labels, on whichever row they stand: spaces, accents and case don't matter. What isn't
/// understood is told, never guessed.
/// </summary>
public sealed class FicheLue
{
    private const int Columns = 8;

    private static readonly ModeleCnil Modele = ModeleCnil.Actuel;
    private static readonly string[] Days = ["dd/MM/yyyy", "d/M/yyyy", "yyyy-MM-dd", "dd-MM-yyyy", "dd.MM.yyyy"];
    private static readonly HashSet<string> Heads = [.. Modele.Fiche.Concat(Modele.Liste).Select(c => Normal(c.Texte)), Normal(ModeleCnil.Libelle("Complements")), Normal(Modele.Titre)];
    private static readonly Dictionary<string, CategorieCnil> Categories = Modele.Categories.ToDictionary(m => Normal(m.Libelle), m => Enum.Parse<CategorieCnil>(m.Cle));

    private static readonly HashSet<string> Dates = [Of("CreeLe"), Of("MisAJourLe"), Of("ProchaineRevue")];

    private readonly Dictionary<string, Action<string[]>> readers;

    private FicheLue() => readers = new()
    {
        [Of("Nom")] = c => Fiche.Nom = Wide(c),
        [Of("Reference")] = c => Fiche.Reference = Wide(c),
        [Of("CreeLe")] = c => Fiche.CreeLe = Day(c),
        [Of("MisAJourLe")] = c => MisAJourLe = Day(c),
        [Of("FinalitePrincipale")] = c => Fiche.FinalitePrincipale = Wide(c),
        [Of("Role")] = c => Fiche.Role = Word<RoleTraitement>(c[1]) ?? Fiche.Role,
        [Of("Registre")] = c => Registre = Word<GenreRegistre>(c[1]) ?? Registre,
        [Of("PourLeCompteDe")] = c => Fiche.PourLeCompteDe = Wide(c),
        [Of("BaseLegale")] = c => Fiche.BaseLegale = Word<BaseLegale>(c[1]),
        [Of("MiseEnBalance")] = c => Fiche.MiseEnBalance = Wide(c),
        [Of("SourceDonnees")] = c => Fiche.SourceDonnees = Wide(c),
        [Of("MentionInformation")] = c => Fiche.MentionInformation = Wide(c),
        [Of("DecisionAutomatisee")] = c => Fiche.DecisionAutomatisee = Wide(c),
        [Of("CriteresAipd")] = c => Fiche.CriteresAipd = [.. (Wide(c) ?? "").Split('\n').Select(Word<CritereAipd>).OfType<CritereAipd>()],
        [Of("LienAipd")] = c => Fiche.LienAipd = Wide(c),
        [Of("ProchaineRevue")] = c => Fiche.ProchaineRevue = Day(c),
        [Of("Finalite")] = c => Fiche.Finalite = Word<Finalites>(c[1]) ?? Finalites.None,
        [Of("Conjoints")] = c => Fiche.Conjoints.AddRange(c.Skip(1).Any(t => t.Length > 0) ? [Acteur(c)] : []),
        [Of("Responsable")] = c => Acteurs[RoleActeur.Responsable] = Acteur(c),
        [Of("Dpo")] = c => Acteurs[RoleActeur.Dpo] = Acteur(c),
        [Of("SocieteDpo")] = c => Acteurs[RoleActeur.SocieteDpo] = Acteur(c),
        [Of("Representant")] = c => Acteurs[RoleActeur.Representant] = Acteur(c),
        [Of("Statut")] = _ => { },
        [Of("Version")] = _ => { },
        [Of("MentionVersion")] = _ => { },
    };

    public FicheTraitement Fiche { get; } = new();

    public GenreRegistre Registre { get; private set; }

    public DateOnly? MisAJourLe { get; private set; }

    /// <summary>The contact lines of the sheet.</summary>
    public Dictionary<RoleActeur, ActeurFiche> Acteurs { get; } = [];

    /// <summary>Rows with a value that nothing here takes: line and label.</summary>
    public List<(long Ligne, string Texte)> NonLues { get; } = [];

    /// <summary>Null: the rows are no sheet of an activity, or an unfilled one.</summary>
    /// <param name="rows">Line number and cells of each row.</param>
    public static FicheLue? Read(IReadOnlyList<(long Ligne, string[] Cellules)> rows)
    {
        var labels = rows.Select(r => Normal(r.Cellules.FirstOrDefault())).ToHashSet();
        if (!labels.Contains(Of("Nom")) || !labels.Contains(Of("FinalitePrincipale"))) return null;
        if (labels.Contains(Normal(Modele.Exemple))) return null;
        var read = new FicheLue();
        // What stands above the name only explains the file.
        foreach (var (ligne, cellules) in rows.SkipWhile(r => Normal(r.Cellules.FirstOrDefault()) != Of("Nom"))) read.Take(ligne, [.. Enumerable.Range(0, Columns).Select(i => Value(cellules.ElementAtOrDefault(i)))]);
        return string.IsNullOrWhiteSpace(read.Fiche.Nom) && string.IsNullOrWhiteSpace(read.Fiche.FinalitePrincipale) ? null : read;
    }

    private void Take(long ligne, string[] cells)
    {
        var label = Normal(cells[0]);
        var values = cells.Skip(1).Any(c => c.Length > 0);
        if (Categories.TryGetValue(label, out var categorie)) Take(Fiche.Donnee(categorie), cells);
        else if (readers.TryGetValue(label, out var reader))
        {
            reader(cells);
            if (Dates.Contains(label) && values && Day(cells) is null) NonLues.Add((ligne, string.Join(" | ", cells.Where(c => c.Length > 0))));
        }
        else if (Rule(label) is { } ruled) Fiche.Donnee(ruled).Regle = Texte.Clean(cells[1]);
        else if (!values || (Heads.Contains(label) && !IsLine(label))) return;
        else if (Is(label, "SousFinalite")) Fiche.SousFinalites.Add(Wide(cells) ?? "");
        else if (Is(label, "LignePersonnes")) Fiche.Personnes.Add(One(cells, CategoriePersonnes.Autres));
        else if (Is(label, "LigneTransfert")) Fiche.Transferts.Add(Transfert(ligne, cells));
        else if (Is(label, "LigneDestinataire")) Fiche.Destinataires.Add(One(cells, TypeDestinataire.Autre));
        else if (Is(label, "LigneMesure")) Fiche.Mesures.Add(One(cells, TypeMesure.Autre));
        else NonLues.Add((ligne, string.Join(" | ", cells.Where(c => c.Length > 0))));
    }

    private static void Take(DonneeFiche donnee, string[] cells) => (donnee.Description, donnee.Duree) = (Texte.Clean(cells[1]), Texte.Clean(cells[4]));

    private TransfertFiche Transfert(long ligne, string[] c)
    {
        var garantie = Word<TypeGarantie>(c[3]);
        // The Privacy Shield ended: it is read as no guarantee, and said.
        if (c[3].Length > 0 && garantie is null) NonLues.Add((ligne, c[3]));
        return new() { Destinataire = Texte.Clean(c[1]), Pays = Texte.Clean(c[2]), Garantie = garantie, Lien = Texte.Clean(c[5]) };
    }

    /// <summary>A word that the list doesn't have is kept as what makes « other » precise.</summary>
    private static Precise<T> One<T>(string[] c, T other) where T : struct, Enum => Word<T>(c[1]) is { } known
        ? new() { Type = known, Precisions = Texte.Clean(c[4]) }
        : new() { Type = other, Precisions = Texte.Clean(string.Join(", ", new[] { c[1], c[4] }.Where(t => t.Length > 0))) };

    private static ActeurFiche Acteur(string[] c) => new()
    {
        Nom = Texte.Clean(c[1]),
        Adresse = Texte.Clean(c[2]),
        CodePostal = Texte.Clean(c[3]),
        Ville = Texte.Clean(c[4]),
        Pays = Texte.Clean(c[5]),
        Telephone = Texte.Clean(c[6]),
        Email = Texte.Clean(c[7]),
    };

    private static CategorieCnil? Rule(string label) => label.StartsWith(Of("LigneRegle"), StringComparison.Ordinal) && Categories.TryGetValue(label[Of("LigneRegle").Length..].Trim(), out var found) ? found : null;

    private static bool IsLine(string label) => Is(label, "SousFinalite") || Is(label, "LignePersonnes") || Is(label, "LigneTransfert") || Is(label, "LigneDestinataire") || Is(label, "LigneMesure");

    /// <summary>A numbered line, such as « Destinataire 2 ».</summary>
    private static bool Is(string label, string champ) => label.StartsWith(Of(champ) + " ", StringComparison.Ordinal) && char.IsAsciiDigit(label[^1]);

    private static T? Word<T>(string text) where T : struct, Enum =>
        ModeleCnil.De<T>().FirstOrDefault(m => Normal(m.Libelle) == Normal(text)) is { } mot && Enum.TryParse<T>(mot.Cle, out var value) ? value : null;

    private static string Value(string? cell) => cell is null || Normal(cell) == Normal(Modele.Invite) ? "" : cell.Trim();

    private static string? Wide(string[] c) => Texte.Clean(c.Skip(1).FirstOrDefault(t => t.Length > 0));

    private static DateOnly? Day(string[] c) => DateOnly.TryParseExact(Wide(c)?.Split('T')[0], Days, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day) ? day : null;

    private static string Of(string champ) => Normal(ModeleCnil.Libelle(champ));

    private static string Normal(string? text) => TexteNormalise.Of(text);
}
