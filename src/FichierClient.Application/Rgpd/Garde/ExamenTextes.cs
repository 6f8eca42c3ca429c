using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Domain.Rgpd.Garde;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Garde;

/// <summary>A free text as it is read again.</summary>
internal sealed record TexteLu(Guid SujetId, LieuTexte Lieu, string? Texte, Guid? AuteurId, string? Entreprise, string? Naf);

/// <summary>
/// Reads again what was written: everything once, then only rows that a later transaction touched. An alert whose text was put right goes, one
/// that the guard's lists know since becomes one.
/// </summary>
public sealed class ExamenTextes(AppDbContextFactory contexts, Empreintes empreintes, TimeProvider clock)
{
    private const int Batch = 1000;
    private static readonly LieuTexte[] Contacts = [LieuTexte.ContactNotes, LieuTexte.ContactReperes];

    /// <summary>Reads what changed since the last examination, and says so in one.</summary>
    public async Task<ExamenGarde> RunAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        var since = await db.ExamensGarde.OrderByDescending(e => e.TermineLe).Select(e => e.Jusqua).FirstOrDefaultAsync(cancellationToken);
        // What runs now isn't seen, and is read next time.
        var until = await db.Database.SqlQuery<long>($"select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as \"Value\"").SingleAsync(cancellationToken);
        // Restored elsewhere, the database counts its transactions anew: then nothing was read yet.
        if (until < since) since = 0;
        var (read, found) = await ReadAsync(tenantId, (after, d) => TextesLus.Notes(d, since, after), OrigineAlerte.Examen, cancellationToken);
        foreach (var lieu in Contacts)
        {
            var (more, also) = await ReadAsync(tenantId, (after, d) => TextesLus.Contacts(d, lieu, since, after), OrigineAlerte.Examen, cancellationToken);
            (read, found) = (read + more, found + also);
        }

        var (wordings, flagged) = await ReadLinesAsync(tenantId, ExamenLignes.Since(contexts, since), OrigineAlerte.Examen, cancellationToken);
        (read, found) = (read + wordings, found + flagged);
        var examen = new ExamenGarde(tenantId, until, read, found, clock.GetUtcNow());
        db.ExamensGarde.Add(examen);
        await db.SaveChangesAsync(cancellationToken);
        return examen;
    }

    /// <summary>Reads the contacts and the lines of ventes that an import wrote. Their alerts name who imported.</summary>
    public async Task RunAsync(Guid tenantId, Guid importId, CancellationToken cancellationToken)
    {
        foreach (var lieu in Contacts) await ReadAsync(tenantId, (after, d) => TextesLus.Imported(d, lieu, importId, after), OrigineAlerte.Import, cancellationToken);
        await ReadLinesAsync(tenantId, ExamenLignes.Imported(contexts, importId), OrigineAlerte.Import, cancellationToken);
    }

    private async Task<(int Read, int Found)> ReadLinesAsync(Guid tenantId, ExamenLignes lignes, OrigineAlerte origine, CancellationToken cancellationToken)
    {
        var (read, wordings) = await lignes.WordingsAsync(tenantId, cancellationToken);
        var (after, found) = (Guid.Empty, 0);
        while (read > 0)
        {
            await using var db = contexts.Open(tenantId);
            var page = await lignes.PageAsync(db, wordings, after, cancellationToken);
            if (page.Count == 0) break;
            found += await ReconcileLinesAsync(db, page, origine, cancellationToken);
            after = page[^1].VenteId;
        }

        return (read, found);
    }

    private async Task<int> ReconcileLinesAsync(AppDbContext db, List<LignesLues> page, OrigineAlerte origine, CancellationToken cancellationToken)
    {
        var ids = page.ConvertAll(v => v.VenteId);
        var known = (await db.AlertesGarde.Where(a => ids.Contains(a.SujetId) && a.Lieu == LieuTexte.LigneVente).ToListAsync(cancellationToken)).ToLookup(a => a.SujetId);
        var read = page.ConvertAll(v => (Vente: v, Lignes: LignesSurveillees.Read(db.TenantId, empreintes, v.Designations, v.Contexte)));
        var decided = await db.DecidedAsync(read.SelectMany(r => r.Lignes), cancellationToken);
        foreach (var (vente, lignes) in read) db.ReconcileLines([.. known[vente.VenteId]], vente.VenteId, lignes, decided, new Releve(origine, vente.AuteurId, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        return read.Count(r => r.Lignes.Count > 0);
    }

    private async Task<(int Read, int Found)> ReadAsync(
        Guid tenantId, Func<Guid, AppDbContext, IQueryable<TexteLu>> source, OrigineAlerte origine, CancellationToken cancellationToken)
    {
        var (after, read, found) = (Guid.Empty, 0, 0);
        while (true)
        {
            await using var db = contexts.Open(tenantId);
            var page = await source(after, db).Take(Batch).ToListAsync(cancellationToken);
            if (page.Count == 0) return (read, found);
            found += await ReconcileAsync(db, page, origine, cancellationToken);
            (after, read) = (page[^1].SujetId, read + page.Count);
        }
    }

    private async Task<int> ReconcileAsync(AppDbContext db, List<TexteLu> page, OrigineAlerte origine, CancellationToken cancellationToken)
    {
        var ids = page.ConvertAll(t => t.SujetId);
        var known = (await db.AlertesGarde.Where(a => ids.Contains(a.SujetId)).ToListAsync(cancellationToken)).ToLookup(a => (a.SujetId, a.Lieu));
        var (now, found) = (clock.GetUtcNow(), 0);
        foreach (var texte in page)
        {
            var passages = GardeTexte.Examine(texte.Texte, new ContexteNote(texte.Entreprise, texte.Naf));
            if (passages.Count > 0) found++;
            db.Reconcile([.. known[(texte.SujetId, texte.Lieu)]], texte.Lieu, texte.SujetId, passages, new Releve(origine, texte.AuteurId, now));
        }

        await db.SaveChangesAsync(cancellationToken);
        return found;
    }
}
