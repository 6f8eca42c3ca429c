namespace FichierClient.Application.Rgpd.Registre.Formats;

/// <summary>A sheet of texts whose cells may cover others; rows and columns from 0.</summary>
/// <param name="nom">Name of the sheet.</param>
public sealed class Grille(string nom)
{
    private readonly SortedDictionary<(int Ligne, int Colonne), string> textes = [];
    private readonly List<CelluleModele> fusions = [];

    public string Nom { get; } = nom;

    /// <summary>Cells that cover others.</summary>
    public IReadOnlyList<CelluleModele> Fusions => fusions;

    /// <summary>Labels, written bold.</summary>
    public HashSet<(int Ligne, int Colonne)> Labels { get; } = [];

    public int Lignes => textes.Count == 0 ? 0 : textes.Keys.Max(k => k.Ligne) + 1;

    public int Colonnes => textes.Count == 0 ? 0 : Math.Max(textes.Keys.Max(k => k.Colonne), fusions.Select(f => f.Colonne + f.Colonnes - 1).DefaultIfEmpty().Max()) + 1;

    public string this[int ligne, int colonne] => textes.GetValueOrDefault((ligne, colonne), "");

    /// <summary>Puts the model's labels where they stand.</summary>
    public Grille With(IEnumerable<CelluleModele> cellules)
    {
        foreach (var c in cellules)
        {
            Labels.Add((c.Ligne, c.Colonne));
            Put(c.Ligne, c.Colonne, c.Texte, c.Colonnes, c.Lignes);
        }

        return this;
    }

    /// <summary>Puts a text; nothing for an empty one, but its cells are joined all the same.</summary>
    public void Put(int ligne, int colonne, string? texte, int colonnes = 1, int lignes = 1)
    {
        if (!string.IsNullOrEmpty(texte)) textes[(ligne, colonne)] = texte;
        if (colonnes > 1 || lignes > 1) fusions.Add(new CelluleModele(ligne, colonne, "", colonnes, lignes));
    }
}
