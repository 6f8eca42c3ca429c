using FichierClient.Application.Data;
using FichierClient.Application.Figures;
using FichierClient.Domain.Entreprises;

namespace FichierClient.Application.Entreprises;

internal static class EntrepriseRows
{
    /// <summary>The columns of the list, which are those of its export; what is many comes by <see cref="EntrepriseBeside.WithPartsAsync"/>.</summary>
    public static IQueryable<EntrepriseRow> ToRows(this IQueryable<EntrepriseChiffree> entreprises, AppDbContext db)
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
            Responsable = db.Membres.Where(m => m.Id == r.Entreprise.ResponsableId).Select(m => m.Nom).FirstOrDefault(),
            Canal = db.Canaux.Where(c => c.Id == r.Entreprise.CanalId).Select(c => c.Nom).FirstOrDefault(),
            CodeNaf = r.Entreprise.CodeNaf,
            LibelleNaf = db.LibellesInsee.Where(l => l.Liste == (r.Entreprise.NomenclatureNaf == NomenclatureNaf.Naf2025 ? ListeInsee.Naf2025 : ListeInsee.NafRev2) && l.Code == r.Entreprise.CodeNaf).Select(l => l.Libelle).FirstOrDefault(),
            Email = r.Entreprise.Email,
            CesseeLe = r.Entreprise.CesseeLe,
            Potentiel = r.Entreprise.Potentiel,
            Departement = r.Entreprise.Departement,
            Ca12m = r.Stats.Ca12m,
            Ca12mPrecedents = r.Stats.Ca12mPrecedents,
            DerniereVente = r.Stats.DerniereVente == EntrepriseStats.Jamais ? null : r.Stats.DerniereVente,
            SupprimeLe = r.Entreprise.SupprimeLe,
        });
    }
}
