using System.Text.Json;
using FichierClient.Application.Courriels;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Connecteurs;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>How an execution ended.</summary>
public enum FinEffacement
{
    Termine,

    /// <summary>Data changed since the approval, or came back meanwhile: a new plan waits for approval.</summary>
    PlanChange,

    /// <summary>The figures would have changed: nothing was erased.</summary>
    FiguresChangees,
}

/// <summary>What the steps have found so far; kept in the erasure's row.</summary>
internal sealed record ConstatsEffacement(IReadOnlyList<Constat> Lieux, string Invariants, int Imports, int Exports, int Dossiers, ConstatVerification? Verification)
{
    /// <summary>E-mails that speak of the person and that their sender held while she was erased.</summary>
    public IReadOnlyList<Guid> CourrielsTenus { get; init; } = [];

    /// <summary>E-mails in files that are about to be deleted: written down before the first goes, so that an interruption loses no count.</summary>
    public IReadOnlyList<string> CourrielsVises { get; init; } = [];

    /// <summary>E-mails in files that are gone.</summary>
    public int CourrielsEnFichiers { get; init; }

    /// <summary>E-mails in files that could not be deleted.</summary>
    public IReadOnlyList<string> CourrielsRestes { get; init; } = [];

    /// <summary>E-mails in files that stayed and that nobody could read: whether they are hers isn't known.</summary>
    public IReadOnlyList<string> CourrielsNonLus { get; init; } = [];

    /// <summary>Of those, the ones that could be read since and bear her name: the DPO is asked.</summary>
    public IReadOnlyList<string> CourrielsNommes { get; init; } = [];

    /// <summary>Documents of others' requests that nobody could read: whether they name her isn't known.</summary>
    public int PiecesNonLues { get; init; }

    /// <summary>E-mails that don't leave any more.</summary>
    public int CourrielsAnnules { get; init; }

    /// <summary>When the files were deleted: what was exported before may hold the person.</summary>
    public DateTimeOffset? FichiersLe { get; init; }

    public static ConstatsEffacement? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<ConstatsEffacement>(json);

    public string ToJson() => JsonSerializer.Serialize(this);
}

/// <summary>
/// Carries an approved erasure out, step by step. Each step is committed before the next begins and is found done after an
/// interruption, so it can be called again at any moment and ends with the same certificate.
/// </summary>
public sealed class ExecutionEffacement(ServicesEffacement services, PreparationEffacement preparation, EmissionCertificat certificats, PointsDePanne points)
{
    public async Task<FinEffacement> RunAsync(Guid tenantId, Guid effacementId, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var db = services.Contexts.Open(tenantId);
            var effacement = await db.Effacements.SingleAsync(e => e.Id == effacementId, cancellationToken);
            if (effacement.Statut == StatutEffacement.Termine) return FinEffacement.Termine;
            if (effacement.Statut != StatutEffacement.EnCours) return FinEffacement.PlanChange;
            if (await StepAsync(db, effacement, cancellationToken) is { } end) return end;
            await points.ReachAsync(effacement.Etape);
        }
    }

    private async Task<FinEffacement?> StepAsync(AppDbContext db, Effacement effacement, CancellationToken cancellationToken)
    {
        switch (effacement.Etape)
        {
            case EtapeEffacement.Aucune or EtapeEffacement.Tombe:
                return await DestroyAsync(db, effacement, cancellationToken);
            case EtapeEffacement.Detruit:
                return await DeleteFilesAsync(db, effacement, cancellationToken);
            case EtapeEffacement.Fichiers:
                return await VerifyAsync(db, effacement, cancellationToken);
            default:
                await certificats.IssueAsync(db, effacement, await preparation.PersonneAsync(db, effacement, cancellationToken), cancellationToken);
                return FinEffacement.Termine;
        }
    }

    private async Task<FinEffacement?> DeleteFilesAsync(AppDbContext db, Effacement effacement, CancellationToken cancellationToken)
    {
        var personne = await preparation.PersonneAsync(db, effacement, cancellationToken);
        var (found, plan) = (await AimAsync(db, effacement, personne, cancellationToken), PlanEffacement.FromJson(effacement.Plan));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = services.Clock.GetUtcNow();
        var cancelled = await CourrielsPersonne.CancelHeldAsync(db, personne, found.CourrielsTenus, now, cancellationToken);
        string[] rests = [.. found.CourrielsVises.Where(f => !services.Fichiers.Courriels.Delete(f))];
        await db.NoteAsync(rests.Select(f => (f, services.Fichiers.Courriels.WrittenAt(f))), CauseCourriel.NonSupprime, now, cancellationToken);
        var exports = await FichiersPersonne.DeleteAsync(db, plan, now, cancellationToken);
        effacement.Reach(EtapeEffacement.Fichiers, (found with
        {
            Exports = found.Exports + exports,
            CourrielsTenus = [],
            CourrielsAnnules = found.CourrielsAnnules + cancelled,
            FichiersLe = now,
            CourrielsEnFichiers = found.CourrielsEnFichiers + found.CourrielsVises.Count - rests.Length,
            CourrielsVises = [],
            CourrielsRestes = rests,
        }).ToJson());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>Writes down which e-mails in files go: hers, and those of which it was decided.</summary>
    private async Task<ConstatsEffacement> AimAsync(AppDbContext db, Effacement effacement, Personne personne, CancellationToken cancellationToken)
    {
        var found = ConstatsEffacement.Read(effacement.Constats)!;
        var hers = (await services.Fichiers.Courriels.FindAsync(db, personne, cancellationToken)).ToList();
        var plan = PlanEffacement.FromJson(effacement.Plan);
        var decided = plan.Mentions.Where(m => m is { EstFichier: true, Decision: DecisionMention.Caviarder }).Select(m => m.Cle).Concat(plan.CourrielsSiens ?? []);
        string[] aimed = [.. found.CourrielsVises.Union(hers.Where(c => c.EstSien).Select(c => c.Fichier)).Union(decided.Where(d => hers.Exists(c => c.Fichier == d)))];
        if (aimed.Length == found.CourrielsVises.Count) return found;
        effacement.Reach(effacement.Etape, (found with { CourrielsVises = aimed }).ToJson());
        await db.SaveChangesAsync(cancellationToken);
        return found with { CourrielsVises = aimed };
    }

    private async Task<FinEffacement?> DestroyAsync(AppDbContext db, Effacement effacement, CancellationToken cancellationToken)
    {
        // The search before, of what was written since the plan where that can be told, outside the transaction: it takes the longest, and nobody waits for it.
        if (await preparation.RenewAsync(db, effacement, cancellationToken)) return await ChangedAsync(db, cancellationToken);
        var plan = PlanEffacement.FromJson(effacement.Plan);
        var personne = await preparation.PersonneAsync(db, effacement, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var connection = PreparationEffacement.Connection(db);
        await Catalogue.ExecuteAsync(connection, "select figures_lock()", cancellationToken);
        await Catalogue.ExecuteAsync(connection, $"select from {personne.Table} where tenant_id = $1 and id = any ($2) order by id for update", cancellationToken, db.TenantId, personne.Ids);
        if (!await IsStillAsync(db, personne, plan, cancellationToken))
        {
            await transaction.RollbackAsync(cancellationToken);
            await preparation.RenewAsync(db, effacement, cancellationToken);
            return await ChangedAsync(db, cancellationToken);
        }

        var tombe = await services.Trace.Tombes.BuryAsync(db, effacement, personne, services.Trace.PrintsOf(db.TenantId, personne), services.Clock.GetUtcNow(), cancellationToken);
        try
        {
            await points.ReachAsync(EtapeEffacement.Tombe);
            if (await DestroyAsync(db, effacement, personne, plan, tombe.Seq, cancellationToken))
            {
                await transaction.CommitAsync(cancellationToken);
                return null;
            }

            await transaction.RollbackAsync(CancellationToken.None);
            await CallOffAsync(effacement, tombe.EstNouvelle);
            effacement.Return();
            await db.SaveChangesAsync(cancellationToken);
            return FinEffacement.FiguresChangees;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A connection that broke at the commit says nothing of the commit: the row does.
            await transaction.DisposeAsync();
            if (await IsDestroyedAsync(db.TenantId, effacement.Id)) return null;
            await CallOffAsync(effacement, tombe.EstNouvelle);
            throw;
        }
    }

    /// <summary>Nothing was erased: the journal must not ask a later start for it.</summary>
    private Task CallOffAsync(Effacement effacement, bool estNouvelle) =>
        estNouvelle ? services.Trace.Tombes.CallOffAsync(effacement, services.Clock.GetUtcNow()) : Task.CompletedTask;

    /// <summary>Waits for a commit that is still under way.</summary>
    private async Task<bool> IsDestroyedAsync(Guid tenantId, Guid effacementId)
    {
        await using var db = services.Contexts.Open(tenantId);
        return (await db.Database.SqlQuery<string>($"select etape as \"Value\" from effacements where tenant_id = {tenantId} and id = {effacementId} for update").ToListAsync())[0]
            is nameof(EtapeEffacement.Detruit);
    }

    /// <returns>False: the figures would be others.</returns>
    private async Task<bool> DestroyAsync(AppDbContext db, Effacement effacement, Personne personne, PlanEffacement plan, long tombe, CancellationToken cancellationToken)
    {
        var connection = PreparationEffacement.Connection(db);
        var ventes = plan.Lieux.Where(l => l.Table == "ventes").SelectMany(l => l.Cles).Distinct().Select(Guid.Parse).ToArray();
        var before = await Invariants.ReadAsync(connection, db.TenantId, ventes, cancellationToken);
        var tables = await Catalogue.ReadAsync(connection, cancellationToken);
        var carte = await Cartographie.Cartographie.ReadAsync(db, connection, cancellationToken);
        var cles = await db.ClesOfAsync(personne, cancellationToken);
        var courriels = await CourrielsPersonne.CancelAsync(db, personne, effacement.DemandeId, services.Clock.GetUtcNow(), cancellationToken);
        var done = await new Destruction(connection, db.TenantId, carte, tables).RunAsync(effacement.Id, plan, personne.Aiguilles, services.Clock.GetUtcNow(), cancellationToken);
        await Scellement.EnsureAsync(connection, effacement.Id, plan, cancellationToken);
        if (await Invariants.ReadAsync(connection, db.TenantId, ventes, cancellationToken) != before) return false;
        await db.BuryClesAsync(services.Trace.Empreintes, cles, (effacement.Id, effacement.DemandeId), services.Clock.GetUtcNow(), cancellationToken);
        await services.Trace.Tombes.RefuseReturnAsync(db, effacement, personne, cancellationToken);
        var earlier = ConstatsEffacement.Read(effacement.Constats);
        var constats = new ConstatsEffacement([.. earlier?.Lieux ?? [], .. done], before,
            (earlier?.Imports ?? 0) + plan.ImportIds.Count, earlier?.Exports ?? 0, (earlier?.Dossiers ?? 0) + (plan.DossierIds?.Count ?? 0), null);
        effacement.Remember(services.Trace.Protect(db.TenantId, effacement.SujetId, personne));
        effacement.Reach(EtapeEffacement.Detruit, (constats with { CourrielsEnFichiers = earlier?.CourrielsEnFichiers ?? 0, CourrielsTenus = courriels.Tenus, CourrielsAnnules = (earlier?.CourrielsAnnules ?? 0) + courriels.Nombre }).ToJson(), tombe);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private static async Task<FinEffacement?> ChangedAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        return FinEffacement.PlanChange;
    }

    /// <summary>Within the transaction: the person's rows and the findings are those of the plan.</summary>
    private static async Task<bool> IsStillAsync(AppDbContext db, Personne personne, PlanEffacement plan, CancellationToken cancellationToken)
    {
        var reader = await PreparationEffacement.ReaderAsync(db, cancellationToken);
        var now = await reader.LieuxAsync(personne, cancellationToken);
        static string Print(IEnumerable<Lieu> places) => string.Join('\n', places.Select(l => $"{l.Table}/{l.Colonne}/{l.Action}/{l.PurgeLe}/{l.Etat}"));
        return Print(now) == Print(plan.Lieux) && await reader.AreStillAsync(plan.Mentions, cancellationToken);
    }

    private async Task<FinEffacement?> VerifyAsync(AppDbContext db, Effacement effacement, CancellationToken cancellationToken)
    {
        var (personne, constats) = (await preparation.PersonneAsync(db, effacement, cancellationToken), ConstatsEffacement.Read(effacement.Constats)!);
        if (effacement.DemandeId is { } demande) personne = personne with { DemandeIds = [.. personne.DemandeIds, demande] };
        var plan = PlanEffacement.FromJson(effacement.Plan);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var carte = await Cartographie.Cartographie.ReadAsync(db, PreparationEffacement.Connection(db), cancellationToken);
        var files = await services.Fichiers.FindAsync(db, personne, cancellationToken);
        var found = await Verification.RunAsync(services.Contexts.DataSource, db.TenantId, plan, personne, carte, cancellationToken) with { Fichiers = files.Ouverts };
        // One that can't be deleted, or read, would stand here for ever: the certificate says so.
        string[] rests = [.. files.Courriels.Select(c => c.Fichier).Intersect(constats.CourrielsRestes)];
        // What nobody could read was looked at by nobody; what becomes of it is decided once for the organisation.
        string[] unread = [.. files.Courriels.Where(c => !c.EstLu && !rests.Contains(c.Fichier)).Select(c => c.Fichier)];
        var kept = files.Courriels.Count(c => c.EstLu && !rests.Contains(c.Fichier) && IsLeft(plan, c));
        if (found.Restes.Count == 0 && files.Imports.Count == 0 && files.Dossiers.Count == 0 && files.Courriels.Count == kept + unread.Length + rests.Length && !await FichiersPersonne.HasExportsAsync(db, constats.FichiersLe, cancellationToken))
        {
            effacement.Reach(EtapeEffacement.Verifie, (constats with { Verification = found with { Laisses = found.Laisses + kept + files.Pieces.Nommees.Count }, CourrielsRestes = rests, CourrielsNonLus = unread, PiecesNonLues = files.Pieces.NonLues }).ToJson());
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }

        effacement.Reopen();
        preparation.Fill(effacement, personne, await preparation.ReadAsync(db, personne, plan, cancellationToken), null);
        return await ChangedAsync(db, cancellationToken);
    }

    /// <summary>The DPO left it, as it can be read now.</summary>
    private static bool IsLeft(PlanEffacement plan, CourrielTrouve courriel) =>
        !courriel.EstSien && plan.Mentions.Any(m => m is { EstFichier: true, Decision: DecisionMention.Laisser } && m.Cle == courriel.Fichier && m.Version == courriel.Version);
}
