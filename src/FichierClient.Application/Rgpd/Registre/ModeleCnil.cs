using System.Globalization;
using System.Text.Json;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Registre;

namespace FichierClient.Application.Rgpd.Registre;

/// <summary>A cell of the CNIL's sheets that holds a label, with the cells that it covers.</summary>
public sealed record CelluleModele(int Ligne, int Colonne, string Texte, int Colonnes = 1, int Lignes = 1);

/// <summary>A label: the CNIL's exact French, and English for our screens. A category has its row in the CNIL's sheet, ours have none.</summary>
public sealed record MotModele(string Cle, string Libelle, string En, int? Ligne = null);

/// <summary>
/// The CNIL's register « registre-traitement-simplifie.ods » as data (rgpd.md 1.1): its labels where they stand (rows and columns from 0),
/// its lists, and the words of our complements. In <c>modele-cnil.json</c>, the one place where they are.
/// </summary>
public sealed record ModeleCnil
{
    public static readonly ModeleCnil Actuel = Ressource.Read<ModeleCnil>("FichierClient.Application.Rgpd.Registre.modele-cnil.json");

    private static readonly Dictionary<Type, Func<ModeleCnil, IReadOnlyList<MotModele>>> Lists = new()
    {
        [typeof(CategorieCnil)] = m => m.Categories,
        [typeof(CategoriePersonnes)] = m => m.Personnes,
        [typeof(TypeDestinataire)] = m => m.Destinataires,
        [typeof(TypeMesure)] = m => m.Mesures,
        [typeof(TypeGarantie)] = m => m.Garanties,
        [typeof(BaseLegale)] = m => m.Bases,
        [typeof(RoleTraitement)] = m => m.Roles,
        [typeof(CritereAipd)] = m => m.Criteres,
        [typeof(Finalites)] = m => m.Finalites,
        [typeof(StatutTraitement)] = m => m.Statuts,
        [typeof(GenreRegistre)] = m => m.Registres,
    };

    public required string FeuilleListe { get; init; }
    public required string FeuilleFiche { get; init; }
    public required string Titre { get; init; }

    /// <summary>Heads the example that the CNIL's file brings along: no activity of anybody.</summary>
    public required string Exemple { get; init; }

    /// <summary>The first row of the list that names an activity.</summary>
    public required int LigneTraitements { get; init; }
    public required IReadOnlyList<CelluleModele> Liste { get; init; }
    public required IReadOnlyList<CelluleModele> Fiche { get; init; }

    /// <summary>What an unfilled list of the CNIL's file shows: no value.</summary>
    public required string Invite { get; init; }

    /// <summary>A guarantee that the CNIL's list still has and that ended.</summary>
    public required string Boucliers { get; init; }
    public required IReadOnlyList<MotModele> Categories { get; init; }
    public required IReadOnlyList<MotModele> Personnes { get; init; }
    public required IReadOnlyList<MotModele> Destinataires { get; init; }
    public required IReadOnlyList<MotModele> Mesures { get; init; }
    public required IReadOnlyList<MotModele> Garanties { get; init; }
    public required IReadOnlyList<MotModele> Bases { get; init; }
    public required IReadOnlyList<MotModele> Roles { get; init; }
    public required IReadOnlyList<MotModele> Criteres { get; init; }
    public required IReadOnlyList<MotModele> Finalites { get; init; }
    public required IReadOnlyList<MotModele> Statuts { get; init; }
    public required IReadOnlyList<MotModele> Registres { get; init; }
    public required IReadOnlyList<MotModele> Champs { get; init; }

    /// <summary>All words of a list.</summary>
    public static IReadOnlyList<MotModele> De<T>() where T : struct, Enum => Lists[typeof(T)](Actuel);

    /// <summary>The exact French label, for the register itself.</summary>
    public static string Libelle<T>(T value) where T : struct, Enum => Trouver(De<T>(), value.ToString())?.Libelle ?? "";

    /// <summary>The label of one of our fields, exact.</summary>
    public static string Libelle(string champ) => Trouver(Actuel.Champs, champ)!.Libelle;

    /// <summary>The label in the reader's language, for screens.</summary>
    public static string Dire<T>(T value) where T : struct, Enum => Dire(Trouver(De<T>(), value.ToString()));

    /// <summary>The label of a field in the reader's language.</summary>
    public static string Dire(string champ) => Dire(Trouver(Actuel.Champs, champ));

    private static string Dire(MotModele? mot) => mot is null ? "" : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? mot.En : mot.Libelle.Replace('\'', '’');

    private static MotModele? Trouver(IReadOnlyList<MotModele> mots, string cle) => mots.FirstOrDefault(m => m.Cle == cle);
}

/// <summary>Data that the program brings along.</summary>
internal static class Ressource
{
    public static T Read<T>(string name)
    {
        using var stream = typeof(Ressource).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} isn't part of the program.");
        return JsonSerializer.Deserialize<T>(stream, FicheJson.Options)!;
    }
}
