using System.Globalization;
using System.Text.Json.Nodes;
using FichierClient.Application.Common;
using FichierClient.Application.Courriels;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.Application.Rgpd.Archives;

/// <summary>Seals the files of closed requests whose person was erased, and purges what is kept long enough: sealed documents, files of requests, packages.</summary>
public sealed class ArchivesNight(NpgsqlDataSource database, Scellements scellements, TimeProvider time, ILogger<ArchivesNight> log)
    : OrganisationsRound(database, TimeSpan.FromHours(1), time, log)
{
    protected override async Task VisitAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        // Told once: the DPO sees it until it is gone.
        if (await scellements.RunAsync(tenantId, cancellationToken) is { Count: > 0 } left) log.LogWarning("{Count} e-mails in files of organisation {TenantId} can't be deleted; each night tries again: {Files}", left.Count, tenantId, string.Join(", ", left));
    }
}

/// <summary>What the archive's round does for one organisation.</summary>
public sealed class Scellements(AppDbContextFactory contexts, DemandeChiffre chiffre, FichiersTenus tenus, TimeProvider clock)
{
    private static readonly StatutDemande[] Closed = [StatutDemande.Cloturee, StatutDemande.Irrecevable, StatutDemande.Refusee, StatutDemande.Retiree];

    /// <returns>E-mails in files that could not be deleted and that nobody was told of yet.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        var today = await db.TodayAsync(clock, cancellationToken);
        var open = await db.Demandes.AsNoTracking().Where(d => Closed.Contains(d.Statut) && d.Nom != Aiguille.Marque).Select(d => new { d.Id, d.RecueLe, d.TermineeLe }).ToListAsync(cancellationToken);
        var erasures = open.Count == 0 ? [] : await ErasuresAsync(db, [.. open.Select(d => d.Id)], cancellationToken);
        foreach (var one in open.Where(d => erasures.ContainsKey(d.Id)))
        {
            var (purge, now, effacement) = (DelaisDemande.PurgeOf(one.RecueLe, one.TermineeLe is { } end ? DateOnly.FromDateTime(end.UtcDateTime) : today), clock.GetUtcNow(), erasures[one.Id]);
            await ExpireAsync(db, await db.DemandeDossiers.Where(d => d.DemandeId == one.Id).ToListAsync(cancellationToken), cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            // Its documents first: sealing the request takes them away.
            await SealPiecesAsync(db, one.Id, effacement, purge, cancellationToken);
            await db.Database.ExecuteSqlAsync($"select archive.sceller_demande({one.Id}, {effacement}, {Aiguille.Marque}, {purge}, {now})", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await db.Database.ExecuteSqlAsync($"select archive.purger({today})", cancellationToken);
        await PurgeDemandesAsync(db, today, cancellationToken);
        await PurgeDossiersAsync(db, cancellationToken);
        await CourrielsPersonne.PurgeAsync(db, clock.GetUtcNow(), cancellationToken);
        var left = await PurgeCourrielsAsync(db, cancellationToken);
        // Last: what stops there keeps nothing from its day.
        await tenus.RunAsync(db, cancellationToken);
        return left;
    }

    private async Task<IReadOnlyList<string>> PurgeCourrielsAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        await db.ReviewAsync(tenus.Courriels, cancellationToken);
        var (now, told) = (clock.GetUtcNow(), new List<string>());
        foreach (var left in tenus.Courriels.Purge(db.TenantId, now))
            if (await db.NoteAsync([(left, tenus.Courriels.WrittenAt(left))], CauseCourriel.NonSupprime, now, cancellationToken) > 0) told.Add(left);
        return told;
    }

    /// <summary>What was handed in, the letter received or a mandate, is evidence as its request is. A copy of an identity document never is: it goes.</summary>
    private async Task SealPiecesAsync(AppDbContext db, Guid demandeId, Guid effacementId, DateOnly purge, CancellationToken cancellationToken)
    {
        var reference = (await db.Demandes.AsNoTracking().SingleAsync(d => d.Id == demandeId, cancellationToken)).Reference;
        foreach (var id in await db.DemandePieces.Where(p => p.DemandeId == demandeId && !p.EstIdentite && p.Octets != null).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancellationToken))
        {
            var piece = await db.DemandePieces.AsNoTracking().SingleAsync(p => p.Id == id, cancellationToken);
            var document = new JsonObject { ["piece"] = new JsonObject { ["demande"] = reference, ["ajoutee_le"] = piece.AjouteeLe.ToString("O", CultureInfo.InvariantCulture) } };
            var contenu = Octets(db.TenantId, piece) is { } octets ? FichierScelle.Write(piece.Nom, octets, document) : FichierScelle.WriteEncrypted(piece.Nom, piece.Octets!, PlaceOf(id), document);
            await db.Database.ExecuteSqlAsync($"select archive.sceller({effacementId}, 'demande_pieces', {id.ToString()}, {reference}, {contenu}::jsonb, {SealContrat.Base}, {purge}, {clock.GetUtcNow()})", cancellationToken);
        }
    }

    /// <summary>Null: its key is lost or not at hand today. It is sealed as it is stored: it must not keep those behind it from being sealed and purged.</summary>
    private byte[]? Octets(Guid tenantId, DemandePiece piece)
    {
        try
        {
            return chiffre.For(tenantId, PlaceOf(piece.Id)).Unprotect(piece.Octets!);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private static string PlaceOf(Guid piece) => $"piece/{piece}";

    /// <summary>The whole file of a request that has been over for the years of its day of receipt: nothing of it is kept.</summary>
    private static async Task PurgeDemandesAsync(AppDbContext db, DateOnly today, CancellationToken cancellationToken)
    {
        var closed = await db.Demandes.AsNoTracking().Where(d => Closed.Contains(d.Statut) && d.TermineeLe != null).Select(d => new { d.Id, d.RecueLe, TermineeLe = d.TermineeLe!.Value }).ToListAsync(cancellationToken);
        foreach (var id in closed.Where(d => DelaisDemande.PurgeOf(d.RecueLe, DateOnly.FromDateTime(d.TermineeLe.UtcDateTime)) <= today).Select(d => d.Id))
            await db.Database.ExecuteSqlAsync($"select archive.purger_demande({id})", cancellationToken);
    }

    /// <summary>A package that was offered is of no use after its link's last day, and neither is one that nobody offered in as many days.</summary>
    private async Task PurgeDossiersAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var kept = await db.DemandeDossiers.Where(d => d.Statut == StatutDossier.Pret).Join(db.Demandes, d => d.DemandeId, r => r.Id, (d, r) => new { Dossier = d, r.RecueLe }).ToListAsync(cancellationToken);
        await ExpireAsync(db, kept.Where(k => (k.Dossier.LienExpireLe ?? k.Dossier.CreeLe.AddDays(DelaisDemande.At(k.RecueLe).JoursRemise)) < now).Select(k => k.Dossier), cancellationToken);
    }

    private static async Task ExpireAsync(AppDbContext db, IEnumerable<DemandeDossier> dossiers, CancellationToken cancellationToken)
    {
        foreach (var dossier in dossiers)
        {
            // In this order: interrupted between the two, the next round does it again.
            await db.DemandeDossierFragments.Where(f => f.DossierId == dossier.Id).ExecuteDeleteAsync(cancellationToken);
            dossier.Expire();
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>By request, the finished erasure that it led to or whose person its file names.</summary>
    private static async Task<Dictionary<Guid, Guid>> ErasuresAsync(AppDbContext db, Guid[] demandes, CancellationToken cancellationToken)
    {
        var done = await db.Effacements.AsNoTracking().Where(e => e.Statut == StatutEffacement.Termine).OrderBy(e => e.TermineLe).Select(e => new { e.Id, e.DemandeId, e.Plan }).ToListAsync(cancellationToken);
        var parts = await db.Database.SqlQuery<PartDemande>($"""
            select id as demande_id, id from demandes where id = any ({demandes}) union all select demande_id, id from demande_resolutions where demande_id = any ({demandes})
            union all select demande_id, id from demande_etapes where demande_id = any ({demandes}) union all select demande_id, id from demande_courriers where demande_id = any ({demandes})
            union all select demande_id, id from demande_pieces where demande_id = any ({demandes})
            """).ToListAsync(cancellationToken);
        var of = parts.ToDictionary(p => p.Id.ToString(), p => p.DemandeId);
        var found = new Dictionary<Guid, Guid>();
        foreach (var erasure in done)
        {
            if (erasure.DemandeId is { } led && demandes.Contains(led)) found.TryAdd(led, erasure.Id);
            foreach (var mention in PlanEffacement.FromJson(erasure.Plan).Mentions.Where(m => m.Decision == DecisionMention.Dossier))
                if (of.TryGetValue(mention.Cle, out var demande)) found.TryAdd(demande, erasure.Id);
        }

        return found;
    }

    /// <summary>A row of a request's file.</summary>
    private sealed record PartDemande(Guid DemandeId, Guid Id);
}
