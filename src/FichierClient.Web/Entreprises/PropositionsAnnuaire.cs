using FichierClient.Application.Annuaire;
using FichierClient.Application.Entreprises;
using FichierClient.Domain.Entreprises;

namespace FichierClient.Web.Entreprises;

/// <summary>A field that the directory knows otherwise than the form.</summary>
/// <param name="Cle">Names its text.</param>
/// <param name="Actuel">What the form says; null: nothing.</param>
/// <param name="Propose">What the directory says.</param>
/// <param name="Reprendre">Writes it into the form.</param>
internal sealed record PropositionAnnuaire(string Cle, string? Actuel, string Propose, Action Reprendre)
{
    /// <summary>Ticked: what is empty is filled by itself, what is there stays until one says otherwise.</summary>
    public bool EstChoisie { get; set; } = string.IsNullOrWhiteSpace(Actuel);
}

/// <summary>What of a directory's answer would change a form: proposed field by field, never written by itself.</summary>
internal static class PropositionsAnnuaire
{
    public static List<PropositionAnnuaire> Of(FicheAnnuaire fiche, EntrepriseSaisie saisie) =>
    [
        .. new[]
        {
            New("RaisonSociale", saisie.RaisonSociale, fiche.Nom, v => saisie.RaisonSociale = v),
            New("Siren", saisie.Siren, fiche.Siren, v => saisie.Siren = v),
            New("Siret", saisie.Siret, fiche.Siret, v => saisie.Siret = v),
            New("Naf", saisie.CodeNaf, fiche.CodeNaf, v => (saisie.CodeNaf, saisie.NomenclatureNaf) = (v, NomenclatureNaf.NafRev2)),
            New("CategorieJuridique", saisie.CategorieJuridique, fiche.CategorieJuridique, v => saisie.CategorieJuridique = v),
            New("Effectif", saisie.TrancheEffectif, fiche.TrancheEffectif, v => saisie.TrancheEffectif = v),
            Adresse(fiche, saisie.Facturation),
        }.OfType<PropositionAnnuaire>(),
    ];

    /// <summary>Writes what was chosen. What protects a person is no choice: statut de diffusion P, and that it is a person, are noted with the company's number.</summary>
    public static void Take(FicheAnnuaire fiche, EntrepriseSaisie saisie, IReadOnlyCollection<PropositionAnnuaire> propositions)
    {
        foreach (var proposition in propositions.Where(p => p.EstChoisie)) proposition.Reprendre();
        var protects = Protects(fiche, saisie);
        if (protects) (saisie.EstDiffusionPartielle, saisie.EstPersonnePhysique) = (saisie.EstDiffusionPartielle || fiche.EstDiffusionPartielle, saisie.EstPersonnePhysique || fiche.EstPersonnePhysique);
        if (protects || propositions.Any(p => p.EstChoisie)) saisie.DepuisAnnuaire = true;
    }

    /// <summary>The directory knows something that protects the person of this form.</summary>
    public static bool Protects(FicheAnnuaire fiche, EntrepriseSaisie saisie) => Same(saisie.Siren, fiche.Siren)
        && ((fiche.EstDiffusionPartielle && !saisie.EstDiffusionPartielle) || (fiche.EstPersonnePhysique && !saisie.EstPersonnePhysique));

    private static PropositionAnnuaire? New(string cle, string? actuel, string? propose, Action<string> write) =>
        propose is null || Same(actuel, propose) ? null : new PropositionAnnuaire(cle, string.IsNullOrWhiteSpace(actuel) ? null : actuel, propose, () => write(propose));

    /// <summary>The address is one thing: half of the old and half of the new would be nobody's.</summary>
    private static PropositionAnnuaire? Adresse(FicheAnnuaire fiche, AdresseSaisie facturation)
    {
        var propose = Line(fiche.Complement, fiche.Voie, fiche.CodePostal, fiche.Commune, fiche.Cedex);
        var actuel = Line(facturation.Complement, facturation.Voie, facturation.CodePostal, facturation.Commune, facturation.Cedex);
        return fiche.CodePostal is null || Same(actuel, propose) ? null : new PropositionAnnuaire("Facturation", actuel.Length == 0 ? null : actuel, propose, () =>
            (facturation.Complement, facturation.Voie, facturation.CodePostal, facturation.Commune, facturation.CodeInsee, facturation.Cedex) =
            (fiche.Complement, fiche.Voie, fiche.CodePostal, fiche.Commune, fiche.CodeInsee, fiche.Cedex));
    }

    private static string Line(params string?[] parts) => string.Join(' ', parts.Where(p => !string.IsNullOrWhiteSpace(p)));

    private static bool Same(string? one, string other) =>
        string.Equals(one?.Replace(" ", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal), other.Replace(" ", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
}
