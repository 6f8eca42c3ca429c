using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Common.Pdf;

namespace FichierClient.Application.Rgpd.Registre;

/// <summary>The register as a document to hand over: a list, then a page or more each.</summary>
internal static class RegistrePdf
{
    public static byte[] Write(EnteteRegistre entete, IReadOnlyList<FicheSortie> fiches, IReadOnlyList<ActeurSaisie> acteurs)
    {
        var titre = Texts.Get("Registre_titre", entete.Organisation);
        var letter = new PdfLetter(titre).Titre(titre)
            .Mention($"{ModeleCnil.Libelle(entete.Registre)} · {entete.Le.ToString("D", CultureInfo.CurrentCulture)}")
            .Champs(Lines(acteurs))
            .Table([.. new[] { "Reference", "Nom", "Statut", "FinalitePrincipale" }.Select(ModeleCnil.Libelle)],
                fiches.Select(f => (IReadOnlyList<string>)[f.Fiche.Reference ?? "", f.Fiche.Nom ?? "", Etat(f), f.Fiche.FinalitePrincipale ?? ""]), [1, 3, 2, 5]);
        foreach (var sortie in fiches) Fiche(letter.SautDePage(), sortie, sortie.ActeursOf(acteurs));
        return letter.ToBytes();
    }

    private static void Fiche(PdfLetter letter, FicheSortie sortie, IReadOnlyList<ActeurSaisie> acteurs)
    {
        letter.Titre($"{sortie.Fiche.Reference} {sortie.Fiche.Nom}".Trim()).Mention($"{Etat(sortie)} · {sortie.MisAJourLe?.ToString("d", CultureInfo.CurrentCulture)}")
            .Champs(Lines(acteurs));
        foreach (var section in FicheLecture.Of(sortie.Fiche).Where(s => s.Lignes.Count > 0))
            letter.SousTitre(section.Titre).Champs(section.Lignes.Select(l => (l.Libelle, string.IsNullOrEmpty(l.Precision) ? l.Valeur ?? "" : $"{l.Valeur}\n{l.Precision}".Trim())));
        if (sortie.Lieux.Count > 0)
            letter.SousTitre(ModeleCnil.Libelle("Lieux")).Champs(sortie.Lieux.Select(l => (l.Nom, string.Join(", ", new[] { l.Emplacement, l.Responsable, l.CleLien }.Where(t => t is not null)))));
    }

    private static string Etat(FicheSortie f) => f.Numero == 0 ? ModeleCnil.Libelle(f.Statut) : $"{ModeleCnil.Libelle(f.Statut)}, {ModeleCnil.Libelle("Version")} {f.Numero}";

    private static IEnumerable<(string, string)> Lines(IEnumerable<ActeurSaisie> acteurs) => acteurs.Where(a => Line(a).Length > 0).Select(a => (ModeleCnil.Libelle(a.Role.ToString()), Line(a)));

    private static string Line(ActeurSaisie a) =>
        string.Join(", ", new[] { $"{a.Prenom} {a.Nom}".Trim(), a.Societe, FicheLecture.Acteur(a.Coordonnees) }.Where(p => !string.IsNullOrWhiteSpace(p)));
}
