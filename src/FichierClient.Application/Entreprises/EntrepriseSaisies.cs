using FichierClient.Domain.Entreprises;

namespace FichierClient.Application.Entreprises;

/// <summary>From the aggregate to what a form is filled from.</summary>
internal static class EntrepriseSaisies
{
    /// <param name="e">With its phones.</param>
    /// <param name="etiquettes">Its labels by name.</param>
    public static EntrepriseSaisie ToSaisie(this Entreprise e, List<string> etiquettes) => new()
    {
        RaisonSociale = e.RaisonSociale,
        NomCommercial = e.NomCommercial,
        Reference = e.Reference,
        Siren = e.Siren,
        Siret = e.Siret,
        NumeroTva = e.NumeroTva,
        CodeNaf = e.CodeNaf,
        NomenclatureNaf = e.NomenclatureNaf,
        CategorieJuridique = e.CategorieJuridique,
        TrancheEffectif = e.TrancheEffectif,
        EstPersonnePhysique = e.EstPersonnePhysique,
        EstDiffusionPartielle = e.EstDiffusionPartielle,
        StatutManuel = e.StatutManuel,
        CesseeLe = e.CesseeLe,
        Facturation = AdresseSaisie.Of(e.Facturation),
        Livraison = AdresseSaisie.Of(e.Livraison),
        Email = e.Email,
        Site = e.Site,
        Telephones = [.. e.Telephones.OrderBy(t => t.Position).ThenBy(t => t.Id).Select(t => new TelephoneSaisie { Numero = t.Saisie, Libelle = t.Libelle })],
        CanalId = e.CanalId,
        ResponsableId = e.ResponsableId,
        MaisonMereId = e.MaisonMereId,
        Potentiel = e.Potentiel,
        PrixMaximumAccepte = e.PrixMaximumAccepte,
        Etiquettes = etiquettes,
    };
}
