using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Domain.Rgpd.Garde;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Garde;

/// <summary>What was found in one wording of a vente, with the print by which the wording is known again.</summary>
internal sealed record LigneLue(string Libelle, IReadOnlyList<Signalement> Passages);

/// <summary>The lines of a vente as the guard reads them: each alone, typed or by night, so that its wording is one alert wherever it stands.</summary>
internal static class LignesSurveillees
{
    /// <summary>The kind under which wordings are printed.</summary>
    private const string Genre = "libelle";

    /// <summary>What was typed becomes alerts of the DPO, in the transaction that saves it. Nobody is asked for a reason: most lines name products.</summary>
    public static async Task SignalLinesAsync(this AppDbContext db, Acteur acteur, Vente vente, Empreintes empreintes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var contexte = await db.ContexteGardeAsync(acteur, [vente.EntrepriseId], null, cancellationToken);
        var lignes = Read(db.TenantId, empreintes, vente.Lignes.Select(l => l.Designation), contexte);
        var known = await db.AlertesGarde.Where(a => a.SujetId == vente.Id && a.Lieu == LieuTexte.LigneVente).ToListAsync(cancellationToken);
        if (known.Count + lignes.Count == 0) return;
        db.ReconcileLines(known, vente.Id, lignes, await db.DecidedAsync(lignes, cancellationToken), new Releve(OrigineAlerte.Saisie, acteur.MembreId, now));
    }

    /// <summary>The wordings in which something was found.</summary>
    public static List<LigneLue> Read(Guid tenantId, Empreintes empreintes, IEnumerable<string> designations, ContexteNote contexte) =>
        [.. designations.Distinct().Select(d => (Texte: d, Passages: GardeTexte.Examine(d, contexte))).Where(l => l.Passages.Count > 0)
            .Select(l => new LigneLue(Convert.ToBase64String(empreintes.Of(tenantId, Genre, l.Texte)), l.Passages)).DistinctBy(l => l.Libelle)];

    /// <summary>What was decided of these wordings. That one was put right says nothing of the next that is written.</summary>
    public static async Task<List<DecisionLibelle>> DecidedAsync(this AppDbContext db, IEnumerable<LigneLue> lignes, CancellationToken cancellationToken)
    {
        var libelles = lignes.Select(l => l.Libelle).Distinct().ToArray();
        return libelles.Length == 0 ? [] : [.. (await db.AlertesGarde.FromSql($"""
            select distinct on (libelle, categorie) * from alertes_garde
            where tenant_id = {db.TenantId} and libelle = any ({libelles}) and libelle <> '' and traite_le is not null and suite <> 'Corrige' order by libelle, categorie, traite_le desc
            """).AsNoTracking().ToListAsync(cancellationToken)).Select(a => new DecisionLibelle(a.Libelle, a.Categorie, a.Suite!.Value, a.TraiteParId!.Value, a.TraiteLe!.Value))];
    }

    /// <summary>
    /// New wordings become alerts, unless they were decided; those that are gone stop being one; what the DPO decided stays decided, but for one that was put right and is there all the same. An alert of before was about
    /// all lines of a vente: what was decided of it is no decision about a wording, so it goes, and its wordings are asked.
    /// </summary>
    public static void ReconcileLines(this AppDbContext db, IReadOnlyList<AlerteGarde> known, Guid venteId, IReadOnlyList<LigneLue> lignes, IReadOnlyList<DecisionLibelle> decided, Releve releve)
    {
        var found = lignes.SelectMany(l => l.Passages.DistinctBy(p => p.Categorie).Select(p => (l.Libelle, Passage: p))).ToList();
        var before = known.Where(a => a.Libelle.Length == 0 && a.TraiteLe is null).ToList();
        foreach (var (libelle, passage) in found)
        {
            var alerte = known.FirstOrDefault(a => a.Libelle == libelle && a.Categorie == passage.Categorie);
            if (alerte is null && before.Find(a => a.Categorie == passage.Categorie) is { } earlier)
            {
                before.Remove(alerte = earlier);
                alerte.Name(libelle);
            }

            if (alerte is null)
            {
                db.AlertesGarde.Add(alerte = new AlerteGarde(db.TenantId, LieuTexte.LigneVente, venteId, passage, releve.Origine, releve.AuteurId, releve.Le, libelle));
                if (decided.FirstOrDefault(d => d.Libelle == libelle && d.Categorie == passage.Categorie) is { } decision) alerte.Follow(decision);
            }
            else
            {
                alerte.Place(passage);
                if (alerte.Suite == SuiteAlerte.Corrige) alerte.Reopen();
            }
        }

        db.AlertesGarde.RemoveRange(known.Where(a => (a.TraiteLe is null || a.Libelle.Length == 0) && !found.Exists(f => f.Libelle == a.Libelle && f.Passage.Categorie == a.Categorie)));
    }
}
