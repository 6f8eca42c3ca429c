using System.Globalization;
using FichierClient.Application.Rgpd.Registre.Formats;
using FichierClient.Domain.Rgpd.Registre;

namespace FichierClient.Application.Rgpd.Registre;

/// <summary>A sheet of the register as it leaves the program: what stands, who answers, where else the data are.</summary>
public sealed record FicheSortie(GenreRegistre Registre, StatutTraitement Statut, int Numero, DateOnly? MisAJourLe, FicheTraitement Fiche, IReadOnlyList<LieuRow> Lieux)
{
    /// <summary>Who answers: as the version froze it, and as it is now for a draft.</summary>
    public IReadOnlyList<ActeurSaisie> ActeursOf(IReadOnlyList<ActeurSaisie> actuels) =>
        Numero == 0 || Fiche.Acteurs.Count == 0 ? actuels : [.. actuels.Select(a => Fiche.Acteurs.Find(f => f.Role == a.Role) is { } fige ? ActeurSaisie.Of(fige) : a)];
}

/// <summary>
/// The register in the CNIL's layout, cell for cell (rgpd.md 1.1). What its sheet has no room for (our complements, a fifth recipient)
/// stands below its last row, marked as such.
/// </summary>
public static class GrilleRegistre
{
    /// <summary>Rows of the CNIL's sheet by their kind, and how many of each it has.</summary>
    private const int Acteurs = 9, Finalites = 16, Personnes = 43, PersonnesMax = 2, Destinataires = 47, DestinatairesMax = 4, Mesures = 53, MesuresMax = 3,
        Transferts = 58, TransfertsMax = 4, Complements = 64, LongestName = 31;

    private static readonly ModeleCnil Modele = ModeleCnil.Actuel;

    /// <summary>The list of activities, then a sheet each.</summary>
    public static IReadOnlyList<Grille> Of(IReadOnlyList<FicheSortie> fiches, IReadOnlyList<ActeurSaisie> acteurs)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Modele.FeuilleListe };
        return [Liste(fiches, acteurs), .. fiches.Select((f, i) => Fiche(f, acteurs, Unique(names, f.Fiche, i)))];
    }

    private static Grille Liste(IReadOnlyList<FicheSortie> fiches, IReadOnlyList<ActeurSaisie> acteurs)
    {
        var grille = new Grille(Modele.FeuilleListe).With(Modele.Liste);
        var row = 0;
        foreach (var role in new[] { RoleActeur.Responsable, RoleActeur.Representant, RoleActeur.Dpo })
        {
            var a = acteurs.First(x => x.Role == role);
            var c = a.Coordonnees;
            grille.Put(row, 2, a.Nom);
            grille.Put(row, 4, a.Prenom);
            grille.Put(row, 6, role == RoleActeur.Dpo ? acteurs.First(x => x.Role == RoleActeur.SocieteDpo).Nom ?? a.Societe : c.Adresse);
            grille.Put(row, 8, role == RoleActeur.Dpo ? c.Adresse : c.Email);
            grille.Put(row + 1, 2, c.CodePostal);
            grille.Put(row + 1, 4, c.Ville);
            grille.Put(row + 1, 6, c.Telephone);
            if (role == RoleActeur.Dpo) grille.Put(row + 1, 8, c.Email);
            row += 2;
        }

        row = Modele.LigneTraitements;
        foreach (var sortie in fiches)
        {
            grille.Put(row, 0, sortie.Fiche.Nom);
            grille.Put(row, 1, sortie.Fiche.Reference);
            grille.Put(row, 2, Day(sortie.Fiche.CreeLe));
            grille.Put(row, 3, Day(sortie.MisAJourLe));
            grille.Put(row, 4, string.Join(", ", new[] { sortie.Fiche.FinalitePrincipale }.Concat(sortie.Fiche.SousFinalites).Where(t => !string.IsNullOrWhiteSpace(t))), 3);
            grille.Put(row++, 7, sortie.Fiche.ASensibles ? "Oui" : "Non", 2);
        }

        return grille;
    }

    private static Grille Fiche(FicheSortie sortie, IReadOnlyList<ActeurSaisie> acteurs, string nom)
    {
        var grille = new Grille(nom).With(Modele.Fiche);
        var fiche = sortie.Fiche;
        grille.Put(0, 0, Modele.Titre);
        grille.Put(0, 7, fiche.Reference);
        foreach (var (row, text) in new[] { (3, fiche.Nom), (4, fiche.Reference), (5, Day(fiche.CreeLe)), (6, Day(sortie.MisAJourLe)) }) grille.Put(row, 1, text, 7);
        foreach (var (offset, role) in new[] { (0, RoleActeur.Responsable), (1, RoleActeur.Dpo), (2, RoleActeur.SocieteDpo), (3, RoleActeur.Representant) })
        {
            var a = sortie.ActeursOf(acteurs).First(x => x.Role == role);
            PutActeur(grille, Acteurs + offset, $"{a.Prenom} {a.Nom}".Trim(), a.Coordonnees);
        }

        if (fiche.Conjoints is [var conjoint, ..]) PutActeur(grille, Acteurs + 4, conjoint.Nom, conjoint);
        for (var i = 0; i <= FicheTraitement.SousFinalitesMax; i++) grille.Put(Finalites + i, 1, i == 0 ? fiche.FinalitePrincipale : fiche.SousFinalites.ElementAtOrDefault(i - 1), 7);
        foreach (var mot in Modele.Categories.Where(m => m.Ligne is not null))
        {
            var donnee = fiche.Donnee(Enum.Parse<CategorieCnil>(mot.Cle));
            grille.Put(mot.Ligne!.Value, 1, donnee.Description, 3);
            grille.Put(mot.Ligne.Value, 4, donnee.Duree, 4);
        }

        PutPrecises(grille, Personnes, PersonnesMax, fiche.Personnes);
        PutPrecises(grille, Destinataires, DestinatairesMax, fiche.Destinataires);
        PutPrecises(grille, Mesures, MesuresMax, fiche.Mesures);
        for (var i = 0; i < TransfertsMax; i++) PutTransfert(grille, Transferts + i, fiche.Transferts.ElementAtOrDefault(i));
        PutComplements(grille, sortie);
        return grille;
    }

    private static void PutActeur(Grille grille, int row, string? nom, ActeurFiche a)
    {
        foreach (var (i, text) in new[] { nom, a.Adresse, a.CodePostal, a.Ville, a.Pays, a.Telephone, a.Email }.Index()) grille.Put(row, i + 1, text);
    }

    private static void PutPrecises<T>(Grille grille, int row, int max, List<Precise<T>> lignes) where T : struct, Enum
    {
        for (var i = 0; i < max; i++)
        {
            var ligne = lignes.ElementAtOrDefault(i);
            grille.Put(row + i, 1, ligne is null ? null : ModeleCnil.Libelle(ligne.Type), 3);
            grille.Put(row + i, 4, ligne?.Precisions, 4);
        }
    }

    private static void PutTransfert(Grille grille, int row, TransfertFiche? t)
    {
        grille.Put(row, 1, t?.Destinataire);
        grille.Put(row, 2, t?.Pays);
        grille.Put(row, 3, t?.Garantie is { } g ? ModeleCnil.Libelle(g) : null, 2);
        grille.Put(row, 5, t?.Lien, 3);
    }

    private static void PutComplements(Grille grille, FicheSortie sortie)
    {
        var row = Complements;
        void Line(string label, string? text, string? second = null, string? third = null)
        {
            if (string.IsNullOrWhiteSpace(text) && string.IsNullOrWhiteSpace(second)) return;
            grille.With([new(row, 0, label)]);
            grille.Put(row, 1, text, 3);
            grille.Put(row, 4, second, third is null ? 4 : 1);
            grille.Put(row++, 5, third, third is null ? 1 : 3);
        }

        var fiche = sortie.Fiche;
        grille.With([new(row++, 0, ModeleCnil.Libelle("Complements"))]);
        Line(ModeleCnil.Libelle("Registre"), ModeleCnil.Libelle(sortie.Registre));
        Line(ModeleCnil.Libelle("Statut"), ModeleCnil.Libelle(sortie.Statut));
        Line(ModeleCnil.Libelle("Version"), sortie.Numero == 0 ? null : sortie.Numero.ToString(CultureInfo.InvariantCulture));
        foreach (var d in fiche.Donnees.Where(d => d.Categorie >= CategorieCnil.VieProfessionnelle)) Line(ModeleCnil.Libelle(d.Categorie), d.Description, d.Duree);
        foreach (var d in fiche.Donnees.Where(d => d.Regle is not null)) Line($"{ModeleCnil.Libelle("LigneRegle")} {ModeleCnil.Libelle(d.Categorie)}", d.Regle);
        foreach (var c in fiche.Conjoints.Skip(1)) Line(ModeleCnil.Libelle("Conjoints"), FicheLecture.Acteur(c));
        foreach (var (i, p) in fiche.Personnes.Index().Skip(PersonnesMax)) Line($"{ModeleCnil.Libelle("LignePersonnes")} {i + 1}", ModeleCnil.Libelle(p.Type), p.Precisions);
        foreach (var (i, p) in fiche.Destinataires.Index().Skip(DestinatairesMax)) Line($"{ModeleCnil.Libelle("LigneDestinataire")} {i + 1}", ModeleCnil.Libelle(p.Type), p.Precisions);
        foreach (var (i, p) in fiche.Mesures.Index().Skip(MesuresMax)) Line($"{ModeleCnil.Libelle("LigneMesure")} {i + 1}", ModeleCnil.Libelle(p.Type), p.Precisions);
        foreach (var (i, t) in fiche.Transferts.Index().Skip(TransfertsMax))
        {
            grille.With([new(row, 0, $"{ModeleCnil.Libelle("LigneTransfert")} {i + 1}")]);
            PutTransfert(grille, row++, t);
        }

        foreach (var ligne in FicheLecture.Complements(fiche).Where(l => l.Libelle != ModeleCnil.Dire("Conjoints") && l.Libelle != ModeleCnil.Dire("ProchaineRevue"))) Line(ligne.Libelle, ligne.Valeur);
        Line(ModeleCnil.Libelle("ProchaineRevue"), Day(fiche.ProchaineRevue));
        foreach (var l in sortie.Lieux) Line(ModeleCnil.Libelle("Lieux"), l.Nom, string.Join(", ", new[] { l.Emplacement, l.Responsable, l.CleLien }.Where(t => t is not null)));
    }

    /// <summary>A name that a sheet may have, once.</summary>
    private static string Unique(HashSet<string> names, FicheTraitement fiche, int index)
    {
        var wanted = $"{Modele.FeuilleFiche}_{(string.IsNullOrWhiteSpace(fiche.Reference) ? fiche.Nom : fiche.Reference)}";
        var clean = string.Concat(wanted.Select(c => "[]:*?/\\'\"".Contains(c, StringComparison.Ordinal) || char.IsControl(c) ? '-' : c));
        var name = clean.Length > LongestName ? clean[..LongestName] : clean;
        if (names.Add(name)) return name;
        var suffix = string.Create(CultureInfo.InvariantCulture, $"~{index + 1}");
        name = (name.Length + suffix.Length > LongestName ? name[..(LongestName - suffix.Length)] : name) + suffix;
        names.Add(name);
        return name;
    }

    private static string? Day(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
