using FichierClient.Application.Data;
using FichierClient.Domain.Rgpd.Garde;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Garde;

/// <summary>Who wrote a text, how it came to be read, and why its author kept what was found.</summary>
internal sealed record Releve(OrigineAlerte Origine, Guid? AuteurId, DateTimeOffset Le, string? Motif = null);

/// <summary>Keeps the alerts of a text as the text is now.</summary>
internal static class AlertesGarde
{
    /// <summary>The alerts of one record's texts, before they are saved in the same transaction.</summary>
    public static async Task SignalAsync(this AppDbContext db, Guid sujetId, Releve releve, IReadOnlyList<TexteSurveille> textes, CancellationToken cancellationToken)
    {
        var known = await db.AlertesGarde.Where(a => a.SujetId == sujetId).ToListAsync(cancellationToken);
        foreach (var texte in textes) db.Reconcile(known.FindAll(a => a.Lieu == texte.Lieu), texte.Lieu, sujetId, texte.Passages, releve);
    }

    /// <summary>New kinds become alerts, those that are gone stop being one; what the DPO decided about a kind stays decided.</summary>
    public static void Reconcile(
        this AppDbContext db, IReadOnlyList<AlerteGarde> known, LieuTexte lieu, Guid sujetId, IReadOnlyList<Signalement> passages, Releve releve)
    {
        db.AlertesGarde.RemoveRange(known.Where(a => a.TraiteLe is null && passages.All(p => p.Categorie != a.Categorie)));
        foreach (var passage in passages.DistinctBy(p => p.Categorie))
        {
            var alerte = known.FirstOrDefault(a => a.Categorie == passage.Categorie);
            if (alerte is null) db.AlertesGarde.Add(alerte = new AlerteGarde(db.TenantId, lieu, sujetId, passage, releve.Origine, releve.AuteurId, releve.Le));
            else alerte.Place(passage);
            alerte.Justify(releve.Motif);
        }
    }
}
