using FichierClient.Application.Figures;
using FichierClient.Domain.Entreprises;

namespace FichierClient.Application.Entreprises;

internal static class EntrepriseRows
{
    /// <summary>The columns of the list, which are those of its export; the rest comes by <see cref="EntrepriseBeside.CompleteAsync"/>.</summary>
    public static IQueryable<EntrepriseRow> ToRows(this IQueryable<EntrepriseChiffree> entreprises)
    {
        return entreprises.Select(r => new EntrepriseRow(r.Entreprise.Id, r.Entreprise.RaisonSociale, r.Entreprise.Recherche)
        {
            NomCommercial = r.Entreprise.NomCommercial,
            Ville = r.Entreprise.Facturation.Commune,
            VilleNormalisee = r.Entreprise.Ville,
            EvolutionTri = r.Stats.Evolution,
            Siren = r.Entreprise.Siren,
            Statut = r.Entreprise.StatutManuel ?? (r.Stats.NbFactures12m > 0 ? StatutEntreprise.Client
                : r.Stats.NbFactures > 0 ? StatutEntreprise.AncienClient : StatutEntreprise.Prospect),
            ResponsableId = r.Entreprise.ResponsableId,
            CanalId = r.Entreprise.CanalId,
            CodeNaf = r.Entreprise.CodeNaf,
            ListeNaf = r.Entreprise.NomenclatureNaf == NomenclatureNaf.Naf2025 ? ListeInsee.Naf2025 : ListeInsee.NafRev2,
            Email = r.Entreprise.Email,
            CesseeLe = r.Entreprise.CesseeLe,
            Potentiel = r.Entreprise.Potentiel,
            Departement = r.Entreprise.Departement,
            Ca12m = r.Stats.Ca12m,
            Ca12mPrecedents = r.Stats.Ca12mPrecedents,
            DerniereVente = r.Stats.DerniereVente == EntrepriseStats.Jamais ? null : r.Stats.DerniereVente,
            SupprimeLe = r.Entreprise.SupprimeLe,
            MoisGardes = r.Stats.DouzeMois,
            DernierMois = r.Stats.Mois,
        });
    }
}
