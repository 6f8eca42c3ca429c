using System.Globalization;
using FichierClient.Domain.Rgpd.Registre;

namespace FichierClient.Application.Rgpd.Registre;

/// <summary>A line of a sheet as it is read: a label, a value, and what makes it precise (a duration, a remark).</summary>
public sealed record LigneFiche(string Libelle, string? Valeur, string? Precision = null, bool EstComplement = false)
{
    public string Texte => string.IsNullOrEmpty(Precision) ? Valeur ?? "" : string.IsNullOrEmpty(Valeur) ? Precision : $"{Valeur} ({Precision})";
}

public sealed record SectionFiche(string Titre, IReadOnlyList<LigneFiche> Lignes);

/// <summary>A sheet turned into sections of lines, in the CNIL's order with our complements last: for reading, comparing, printing.</summary>
public static class FicheLecture
{
    public static IReadOnlyList<SectionFiche> Of(FicheTraitement fiche) =>
    [
        new(ModeleCnil.Dire("SectionDescription"), Filled([
            new(ModeleCnil.Dire("Nom"), fiche.Nom), new(ModeleCnil.Dire("Reference"), fiche.Reference), new(ModeleCnil.Dire("CreeLe"), Day(fiche.CreeLe)),
        ])),
        new(ModeleCnil.Dire("SectionActeurs"), Filled([.. fiche.Acteurs.Select(a => new LigneFiche(ModeleCnil.Dire(a.Role.ToString()), string.Join(", ", new[] { $"{a.Prenom} {a.Nom}".Trim(), a.Societe, Acteur(a.Coordonnees) }.Where(t => !string.IsNullOrWhiteSpace(t)))))])),
        new(ModeleCnil.Dire("SectionFinalites"), Filled([
            new(ModeleCnil.Dire("FinalitePrincipale"), fiche.FinalitePrincipale),
            .. fiche.SousFinalites.Select((s, i) => new LigneFiche($"{ModeleCnil.Dire("SousFinalite")} {i + 1}", s)),
        ])),
        new(ModeleCnil.Dire("SectionDonnees"), Donnees(fiche, sensibles: false)),
        new(ModeleCnil.Dire("SectionSensibles"), Donnees(fiche, sensibles: true)),
        new(ModeleCnil.Dire("SectionPersonnes"), Precises(fiche.Personnes)),
        new(ModeleCnil.Dire("SectionDestinataires"), Precises(fiche.Destinataires)),
        new(ModeleCnil.Dire("SectionMesures"), Precises(fiche.Mesures)),
        new(ModeleCnil.Dire("SectionTransferts"), [.. fiche.Transferts.Select(t =>
            new LigneFiche(t.Destinataire ?? "", t.Pays, string.Join(", ", new[] { t.Garantie is { } g ? ModeleCnil.Dire(g) : null, t.Lien }.Where(x => !string.IsNullOrWhiteSpace(x)))))]),
        new(ModeleCnil.Dire("Complements"), Complements(fiche)),
    ];

    /// <summary>The complements with a value.</summary>
    public static IReadOnlyList<LigneFiche> Complements(FicheTraitement fiche) => Filled([
        One("Role", ModeleCnil.Dire(fiche.Role)),
        One("PourLeCompteDe", fiche.PourLeCompteDe),
        One("Conjoints", string.Join("\n", fiche.Conjoints.Select(Acteur).Where(t => t.Length > 0))),
        One("BaseLegale", fiche.BaseLegale is { } b ? ModeleCnil.Dire(b) : null),
        One("MiseEnBalance", fiche.MiseEnBalance),
        One("SourceDonnees", fiche.SourceDonnees),
        One("MentionInformation", fiche.MentionInformation),
        One("MentionVersion", fiche.MentionVersion > 0 ? fiche.MentionVersion.ToString(CultureInfo.CurrentCulture) : null),
        One("DecisionAutomatisee", fiche.DecisionAutomatisee),
        One("CriteresAipd", string.Join("\n", fiche.CriteresAipd.Select(c => ModeleCnil.Dire(c)))),
        One("LienAipd", fiche.LienAipd),
        One("ProchaineRevue", Day(fiche.ProchaineRevue)),
        One("Finalite", fiche.Finalite == 0 ? null : ModeleCnil.Dire(fiche.Finalite)),
    ]);

    /// <summary>What differs between two texts of a sheet, by section and label; null: it wasn't there.</summary>
    public static IReadOnlyList<(string Section, string Libelle, string? Avant, string? Apres)> Compare(FicheTraitement avant, FicheTraitement apres)
    {
        var (before, after) = (Flat(avant), Flat(apres));
        return [.. before.Keys.Union(after.Keys).Select(k => (k.Section, k.Libelle, Avant: before.GetValueOrDefault(k), Apres: after.GetValueOrDefault(k))).Where(x => x.Avant != x.Apres)];
    }

    internal static string Acteur(ActeurFiche a) =>
        string.Join(", ", new[] { a.Nom, a.Adresse, $"{a.CodePostal} {a.Ville}".Trim(), a.Pays, a.Telephone, a.Email }.Where(p => !string.IsNullOrWhiteSpace(p)));

    private static Dictionary<(string Section, string Libelle), string> Flat(FicheTraitement fiche) => Of(fiche)
        .SelectMany(s => s.Lignes.Select(l => (Key: (s.Titre, l.Libelle), l.Texte))).GroupBy(x => x.Key).ToDictionary(g => g.Key, g => string.Join("\n", g.Select(x => x.Texte)));

    private static LigneFiche[] Donnees(FicheTraitement fiche, bool sensibles) =>
        [.. fiche.Donnees.Where(d => d.EstSensible == sensibles && d.EstRemplie).OrderBy(d => d.Categorie).Select(d => new LigneFiche(ModeleCnil.Dire(d.Categorie), d.Description, d.Duree, d.Categorie >= CategorieCnil.VieProfessionnelle))];

    private static LigneFiche[] Precises<T>(List<Precise<T>> list) where T : struct, Enum => [.. list.Select(p => new LigneFiche(ModeleCnil.Dire(p.Type), p.Precisions))];

    private static LigneFiche One(string champ, string? valeur) => new(ModeleCnil.Dire(champ), valeur, EstComplement: true);

    private static LigneFiche[] Filled(IEnumerable<LigneFiche> lines) => [.. lines.Where(l => !string.IsNullOrWhiteSpace(l.Valeur))];

    private static string? Day(DateOnly? day) => day?.ToString("d", CultureInfo.CurrentCulture);
}
