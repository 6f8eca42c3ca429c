using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Evenements;
using FichierClient.Application.Figures;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <summary>
/// The sheet of an entreprise, in the trash too; of a merged one, its survivor's. Two round trips: what stands in its row, and what hangs on it.
/// </summary>
public sealed class GetEntreprise(UseCaseServices services, FiguresClock figures) : UseCase<Guid, EntrepriseDetails>(services)
{
    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<EntrepriseDetails>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        var today = await figures.TodayAsync(db, cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var details = await ReadAsync(db, acteur, request, today, cancellationToken);
        if (details?.SurvivantId is { } survivant) details = await ReadAsync(db, acteur, survivant, today, cancellationToken);
        if (details is null)
            return await db.Entreprises.InScopeOf(acteur).AnyAsync(e => e.Id == request && e.LimiteLe != null, cancellationToken) ? Refus.Regle(Texts.Get("Fiche_limitee")) : Refus.Introuvable();
        var parts = await EntrepriseParts.ReadAsync(db, acteur, details.Id, today, cancellationToken);
        return parts.Into(details);
    }

    private static Task<EntrepriseDetails?> ReadAsync(AppDbContext db, Acteur acteur, Guid id, DateOnly today, CancellationToken cancellationToken)
    {
        var (echanges, rappels) = (db.Evenements.LesEchanges(), db.Evenements.LesRappels());
        return db.Entreprises.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).AsNoTracking().VisibleTo(acteur).Where(e => e.Id == id)
            .Join(db.EntrepriseStats, e => e.Id, s => s.Id, (e, s) => new { E = e, S = s })
            .Select(r => new EntrepriseDetails(r.E.Id, r.E.RaisonSociale)
            {
                NomCommercial = r.E.NomCommercial,
                Reference = r.E.Reference,
                Siren = r.E.Siren,
                Siret = r.E.Siret,
                NumeroTva = r.E.NumeroTva,
                CodeNaf = r.E.CodeNaf,
                NomenclatureNaf = r.E.NomenclatureNaf,
                LibelleNaf = db.LibellesInsee.Where(l => l.Liste == (r.E.NomenclatureNaf == NomenclatureNaf.Naf2025 ? ListeInsee.Naf2025 : ListeInsee.NafRev2) && l.Code == r.E.CodeNaf).Select(l => l.Libelle).FirstOrDefault(),
                CategorieJuridique = r.E.CategorieJuridique,
                LibelleForme = db.LibellesInsee.Where(l => l.Liste == ListeInsee.CategoriesJuridiques && l.Code == r.E.CategorieJuridique).Select(l => l.Libelle).FirstOrDefault(),
                LibelleCommune = db.LibellesInsee.Where(l => l.Liste == ListeInsee.Communes && l.Code == r.E.Facturation.CodeInsee).Select(l => l.Libelle).FirstOrDefault(),
                TrancheEffectif = r.E.TrancheEffectif,
                EstPersonnePhysique = r.E.EstPersonnePhysique,
                EstDiffusionPartielle = r.E.EstDiffusionPartielle,
                Statut = r.E.StatutManuel ?? (r.S.NbFactures12m > 0 ? StatutEntreprise.Client : r.S.NbFactures > 0 ? StatutEntreprise.AncienClient : StatutEntreprise.Prospect),
                StatutFixe = r.E.StatutManuel != null,
                Facturation = r.E.Facturation,
                Livraison = r.E.Livraison,
                CesseeLe = r.E.CesseeLe,
                Email = r.E.Email,
                Site = r.E.Site,
                Canal = db.Canaux.Where(c => c.Id == r.E.CanalId).Select(c => c.Nom).FirstOrDefault(),
                Responsable = db.Membres.Where(m => m.Id == r.E.ResponsableId).Select(m => m.Nom).FirstOrDefault(),
                MaisonMereId = r.E.MaisonMereId,
                MaisonMere = db.Entreprises.VisibleTo(acteur).Where(m => m.Id == r.E.MaisonMereId).Select(m => m.RaisonSociale).FirstOrDefault(),
                Potentiel = r.E.Potentiel,
                PrixMaximumAccepte = r.E.PrixMaximumAccepte,
                SupprimeLe = r.E.SupprimeLe,
                LimiteLe = r.E.LimiteLe,
                ContratExempteLe = r.E.ContratExempteLe,
                SurvivantId = r.E.SurvivantId,
                DernierEchange = echanges.Where(v => v.EntrepriseId == id).Select(v => new DernierEchange(v.SurvenuLe, v.Type)).FirstOrDefault(),
                ProchaineAction = rappels.Where(v => v.EntrepriseId == id).Select(v => new ProchaineAction(v.Id, v.RappelLe!.Value, v.Texte, v.RappelPourId, db.Membres.Where(m => m.TenantId == v.TenantId && m.Id == v.RappelPourId).Select(m => m.Nom).FirstOrDefault())).FirstOrDefault(),
                Figures = new EntrepriseFigures
                {
                    Au = today,
                    Ca12m = r.S.Ca12m / 100m,
                    Ca12mPrecedents = r.S.Ca12mPrecedents / 100m,
                    CaTotal = r.S.CaTotal / 100m,
                    Factures12m = r.S.NbFactures12m,
                    MontantFactures12m = r.S.Factures12m / 100m,
                    PremiereVente = r.S.PremiereVente == EntrepriseStats.Jamais ? null : r.S.PremiereVente,
                    DerniereVente = r.S.DerniereVente == EntrepriseStats.Jamais ? null : r.S.DerniereVente,
                    DerniereVenteMontant = r.S.DerniereVenteCentimes / 100m,
                    Ralentit = r.S.RalentitLe <= today && r.S.NbFactures12m > 0,
                },
            }).Prepared().SingleOrDefaultAsync(cancellationToken);
    }
}
